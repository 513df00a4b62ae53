import { join } from 'node:path';
import type { Editor } from './editor';

const ROOT = join(__dirname, '../../../..');
/** Pictures differ in a pixel from run to run, so those of the documentation change only when they are asked to. */
const FOLDER = join(ROOT, process.env.UPDATE_DOCS_IMAGES === '1' ? 'docs/images' : 'reports/editor');

/** Messages and tooltips that come and go, and the pulse of a running node. */
const CALM = `
	.el-notification, [role=tooltip], [data-reka-popper-content-wrapper] { display: none !important }
	* { animation: none !important; transition: none !important }`;

/** Takes a picture of what the editor shows, e.g. `docs/images/place-call-light.png`. */
export async function picture({ page, theme }: Editor, name: string): Promise<void> {
	await page.mouse.move(0, 0);
	await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`), style: CALM, animations: 'disabled' });
}
