/** The first minute: a node is found by the words that a person would type, added, and its panel reads well. */
import type { Browser } from 'playwright-core';
import { releaseAll } from '../../../tooling/process/release';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { describeInBrowser, openBrowser } from './support/browser';
import { Editor } from './support/editor';

/** n8n leaves the word Trigger out of the names in its panel. */
const TRIGGER = 'Call Event';
const WORDS: ReadonlyArray<[words: string, ...found: string[]]> = [
	['phone', TRIGGER, 'Place Call', 'Select Caller ID', 'Check Contact', 'Map Disposition'],
	['dial', 'Place Call', 'Select Caller ID', 'Check Contact'],
	['caller ID', 'Select Caller ID'],
	['DID', 'Place Call', 'Select Caller ID'],
	['SIP', TRIGGER, 'Place Call', 'Select Caller ID', 'Check Contact', 'Map Disposition', 'Call Pipeline'],
	['trunk', TRIGGER, 'Place Call', 'Select Caller ID', 'Check Contact', 'Map Disposition', 'Call Pipeline'],
	['disposition', 'Map Disposition'],
	['hangup', TRIGGER, 'Map Disposition'],
	['voicemail', 'Map Disposition'],
	['no answer', 'Map Disposition'],
	['missed call', TRIGGER, 'Map Disposition'],
	['health', 'Call Pipeline'],
	['do not call', 'Check Contact'],
	['calling hours', 'Check Contact'],
	['consent', 'Check Contact'],
];

const NODES: ReadonlyArray<[name: string, action?: string]> = [
	[TRIGGER, 'On completed'],
	['Place Call', 'Place call'],
	['Select Caller ID'],
	['Check Contact'],
	['Map Disposition', 'Map call event to disposition'],
	['Call Pipeline', 'Mark processed'],
];

describeInBrowser('the nodes panel', () => {
	let browser: Browser;
	let editor: Editor;

	beforeAll(async () => {
		const { server } = await startTestN8n();
		browser = await openBrowser();
		editor = await Editor.open(browser, server.url);
		await editor.newWorkflow();
	});
	afterAll(async () => {
		await browser?.close();
		await releaseAll();
	});

	it.each(WORDS)('finds by "%s"', async (words, ...expected) => {
		const found = await editor.search(words);
		expect(found).toEqual(expect.arrayContaining(expected));
	});

	describe.each(NODES)('%s', (name, action) => {
		beforeAll(async () => {
			await editor.newWorkflow();
			editor.complaints.length = 0;
			await editor.addNode(name, action);
		});

		it('opens its panel without a warning', () => {
			expect(editor.complaints).toEqual([]);
		});

		it('has labels in words, none of them a raw key', async () => {
			const labels = await editor.labels();
			expect(labels.length).toBeGreaterThan(2);
			expect(labels.filter((label) => !/^[A-Z]/.test(label.trim()))).toEqual([]);
		});

		it('shows nothing that was meant for a program', async () => {
			const text = await editor.at('ndv').innerText();
			expect(text).not.toMatch(/undefined|\[object Object\]|NaN|ERROR/);
		});
	});
});
