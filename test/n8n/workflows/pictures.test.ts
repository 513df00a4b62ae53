/**
 * A picture of every shipped workflow from the running editor.
 * `UPDATE_DOCS_IMAGES=1 npm run test:n8n -- workflows/pictures` renews those in docs/images.
 */
import type { Browser } from 'playwright-core';
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import type { Credential } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import { files, STICKY } from '../../workflows/readFiles';
import { describeInBrowser, openBrowser } from '../editor/support/browser';
import { Editor } from '../editor/support/editor';
import { pictureOfWorkflow } from '../editor/support/picture';
import { openOffice, type Office } from './support/office';

const shipped = files.filter(({ file }) => !file.startsWith('demo-'));
/** An editor needs no more than the type of a credential to draw the node without a warning. */
const credentialTypes = new Set(
	shipped.flatMap(({ nodes }) => nodes.flatMap(({ credentials = {} }) => Object.keys(credentials))),
);
const NODE_WIDTH = 96;
/** Zooming to fit leaves a tenth free on each side, beside the editor's bars. */
const ROOM = { factor: 1.25, bars: 200 };

/** The editor's window at which the whole workflow fits without being made smaller. */
function windowFor({ nodes }: (typeof files)[number]): { width: number; height: number } {
	const right = (node: (typeof nodes)[number]): number =>
		node.position[0] + Number(node.parameters.width ?? NODE_WIDTH);
	const bottom = (node: (typeof nodes)[number]): number =>
		node.position[1] + Number(node.type === STICKY ? node.parameters.height : 128);
	const span = (ends: number[], starts: number[]): number => Math.max(...ends) - Math.min(...starts);
	return {
		width:
			Math.ceil(
				span(
					nodes.map(right),
					nodes.map(({ position: [x] }) => x),
				) * ROOM.factor,
			) + ROOM.bars,
		height:
			Math.ceil(
				span(
					nodes.map(bottom),
					nodes.map(({ position: [, y] }) => y),
				) * ROOM.factor,
			) + ROOM.bars,
	};
}

describeInBrowser('the pictures of the workflows', () => {
	let office: Office;
	let browser: Browser;
	let editor: Editor;
	const credentials: Credential[] = [];
	beforeAll(async () => {
		office = await openOffice();
		for (const type of credentialTypes) credentials.push(await office.client.createCredential(type, type, {}));
		browser = await openBrowser();
		editor = await Editor.open(browser, office.client.url);
	}, 300_000);
	afterAll(async () => {
		await browser?.close();
		await office?.simulator.stop();
		await releaseAll();
	});

	it.each(shipped.map((file) => [file.file.replace('.json', ''), file] as const))(
		'%s',
		async (name, file) => {
			await editor.page.setViewportSize(windowFor(file));
			const { id } = await office.client.importWorkflow(readWorkflow(file.file), credentials);
			await editor.openWorkflow(id);
			await editor.fit();
			expect(await editor.at('canvas-node').count()).toBe(file.nodes.filter(({ type }) => type !== STICKY).length);
			expect((await editor.at('canvas-node').first().boundingBox())?.width).toBe(NODE_WIDTH);
			await pictureOfWorkflow(editor, `workflow-${name}`);
		},
		60_000,
	);
});
