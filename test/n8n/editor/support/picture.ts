import { join } from 'node:path';
import type { Locator, PageScreenshotOptions } from 'playwright-core';
import type { Editor } from './editor';

const ROOT = join(__dirname, '../../../..');
/** Pictures differ in a pixel from run to run, so those of the documentation change only when they are asked to. */
const FOLDER = join(ROOT, process.env.UPDATE_DOCS_IMAGES === '1' ? 'docs/images' : 'reports/editor');

type Box = NonNullable<PageScreenshotOptions['clip']>;

/** The parts of a drawn workflow. */
const DRAWN =
	'[data-test-id=canvas-node], [data-test-id=canvas-node] [class*=description], [data-test-id=sticky], [data-test-id=canvas-handle-plus], .vue-flow__edge-path';
const MARGIN = 24;

/** The editor's own buttons over the canvas. */
const BARE =
	'.vue-flow__controls, .vue-flow__panel, [data-test-id^=execute-workflow-button] { visibility: hidden !important }';

/** The neighbors of the node, at the panel's edges. */
const ALONE = '[class*=floatingNodes] { visibility: hidden !important }';

/** Messages and tooltips that come and go, the pulse of a running node, and the button that floats beside a trigger. */
const CALM = `
	.el-notification, [role=tooltip], [data-reka-popper-content-wrapper] { display: none !important }
	[data-test-id^=execute-workflow-button-] { visibility: hidden !important }
	* { animation: none !important; transition: none !important }`;

/** Takes a picture of what the editor shows, e.g. `docs/images/place-call-light.png`. */
export async function picture(
	{ page, theme }: Editor,
	name: string,
	part: Pick<PageScreenshotOptions, 'clip' | 'style'> = {},
): Promise<void> {
	await page.mouse.move(0, 0);
	await page.screenshot({
		path: join(FOLDER, `${name}-${theme}.png`),
		animations: 'disabled',
		...part,
		style: CALM + (part.style ?? ''),
	});
}

/** Takes a picture of the open workflow alone: its nodes with their names, its notes and its wires. */
export async function pictureOfWorkflow(editor: Editor, name: string): Promise<void> {
	const drawn = await editor.page.locator(DRAWN).all();
	const boxes = (await Promise.all(drawn.map(async (part) => await part.boundingBox()))).filter((box) => box !== null);
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - x;
	const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - y;
	await picture(editor, name, { clip: { x, y, width, height }, style: BARE });
}

/** Takes a picture of the open panel without what lies around it. */
export async function pictureOfPanel(editor: Editor, name: string): Promise<void> {
	await picture(editor, name, { clip: await boxOf(editor.at('ndv')), style: ALONE });
}

/** Takes a picture of the parameters in the open panel. @param last what it ends with; by default the last one that is seen */
export async function pictureOfParameters(
	editor: Editor,
	name: string,
	last = editor.page.locator('.parameter-input-list-wrapper').first(),
): Promise<void> {
	const panel = await boxOf(editor.at('node-parameters'));
	const end = await boxOf(last);
	await picture(editor, name, {
		clip: { ...panel, height: Math.min(panel.height, end.y + end.height + MARGIN - panel.y) },
	});
}

async function boxOf(part: Locator): Promise<Box> {
	const box = await part.boundingBox();
	if (box) return box;
	throw new Error(`${String(part)} is not seen`);
}
