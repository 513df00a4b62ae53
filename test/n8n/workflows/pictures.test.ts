/**
 * A picture of every shipped workflow from the running editor.
 * `UPDATE_DOCS_IMAGES=1 npm run test:n8n -- workflows/pictures` renews those in docs/images.
 */
import type { Browser } from 'playwright-core';
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import { releaseAll } from '../../../scripts/support/release';
import { files, STICKY } from '../../workflows/readFiles';
import { describeInBrowser, openBrowser } from '../editor/support/browser';
import { Editor } from '../editor/support/editor';
import { picture } from '../editor/support/picture';
import { openOffice, type Office } from './support/office';

const shipped = files.filter(({ file }) => !file.startsWith('demo-'));
/** What n8n draws around a workflow, and the least that a name is still read at. */
const MARGIN = { width: 400, height: 300 };

/** The editor's window at which the whole workflow fits without being made smaller. */
function windowFor({ nodes }: (typeof files)[number]): { width: number; height: number } {
	const right = (node: (typeof nodes)[number]): number => node.position[0] + Number(node.parameters.width ?? 96);
	const bottom = (node: (typeof nodes)[number]): number => node.position[1] + Number(node.type === STICKY ? node.parameters.height : 128);
	const span = (ends: number[], starts: number[]): number => Math.max(...ends) - Math.min(...starts);
	return {
		width: Math.max(1_000, span(nodes.map(right), nodes.map(({ position: [x] }) => x)) + MARGIN.width),
		height: Math.max(700, span(nodes.map(bottom), nodes.map(({ position: [, y] }) => y)) + MARGIN.height),
	};
}

describeInBrowser('the pictures of the workflows', () => {
	let office: Office;
	let browser: Browser;
	let editor: Editor;
	beforeAll(async () => {
		office = await openOffice();
		browser = await openBrowser();
		editor = await Editor.open(browser, office.client.url);
	}, 300_000);
	afterAll(async () => {
		await browser?.close();
		await office?.simulator.stop();
		await releaseAll();
	});

	it.each(shipped.map((file) => [file.file.replace('.json', ''), file] as const))('%s', async (name, file) => {
		await editor.page.setViewportSize(windowFor(file));
		const { id } = await office.client.importWorkflow(readWorkflow(file.file), [office.trunk]);
		await editor.openWorkflow(id);
		await editor.at('zoom-to-fit').click();
		await editor.page.waitForTimeout(500);
		expect(await editor.at('canvas-node').count()).toBe(file.nodes.filter(({ type }) => type !== STICKY).length);
		await picture(editor, `workflow-${name}`);
	}, 60_000);
});
