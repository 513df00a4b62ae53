/** From an empty n8n to a first call and its record, by hand in the editor: no file is imported, no API is called. */
import type { Browser } from 'playwright-core';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { describeInBrowser, openBrowser } from './support/browser';
import { connectCredential, saveCredential } from './support/credential';
import { Editor } from './support/editor';
import { choose, chooseFromList, fill, fillExpression, toggle } from './support/fields';
import { readWebhookUrl } from './support/readWebhookUrl';

const FROM = '+493023125001';
/** The simulator lets it ring for 7 s and talk for 196 s; see `simulator/scenarios.ts`. */
const TO = '+493023125031';

describeInBrowser('a first call, built by hand', () => {
	let client: N8nClient;
	let simulator: Simulator;
	let browser: Browser;
	let editor: Editor;
	let tableId: string;

	const lastCall = () => simulator.calls[simulator.calls.length - 1];

	beforeAll(async () => {
		const n8n = await startTestN8n();
		client = n8n.client;
		simulator = await startSimulator({ timeScale: 100 });
		tableId = await client.createDataTable('Call Records', {
			call_uuid: 'string',
			disposition: 'string',
			duration_seconds: 'number',
		});
		browser = await openBrowser();
		editor = await Editor.open(browser, n8n.server.url);
		await editor.newWorkflow();
		await editor.addNode('Call Event', 'On completed');
	});
	afterAll(async () => {
		await browser?.close();
		await simulator?.stop();
		await releaseAll();
	});

	describe('1. the credential, whose test says', () => {
		beforeAll(async () => {
			await connectCredential(editor, 'SIP Trunk');
			await choose(editor, 'provider', 'UnlimCall');
			await fill(editor, 'baseUrl', simulator.baseUrls.unlimCall);
			await fill(editor, 'accessToken', 'unl_live_wrong');
			await fill(editor, 'signingSecret', DEFAULT_OPTIONS.signingSecret);
		});

		it('no to a private host that nobody allowed', async () => {
			expect(await saveCredential(editor)).toMatchObject({
				status: 'Error',
				message: expect.stringContaining('switch on Allow Private Host'),
			});
		});

		it('no to a wrong token', async () => {
			await toggle(editor, 'allowPrivateHost');
			expect(await saveCredential(editor)).toEqual({
				status: 'Error',
				message: 'The trunk refused the access token: copy it again from the portal',
			});
		});

		it('yes when all is right', async () => {
			await fill(editor, 'accessToken', DEFAULT_OPTIONS.accessToken);
			expect(await saveCredential(editor)).toMatchObject({ status: 'OK' });
		});
	});

	describe('2. a test listen', () => {
		it('shows the completion of a call that is placed meanwhile, and not its other events', async () => {
			simulator.setWebhook(await readWebhookUrl(editor, 'Test'));
			await editor.executeStep();
			await editor.page.getByText('Listening for test event').waitFor();
			await fetch(`${simulator.baseUrls.unlimCall}/calls`, {
				method: 'POST',
				headers: { authorization: `Bearer ${DEFAULT_OPTIONS.accessToken}`, 'content-type': 'application/json' },
				body: JSON.stringify({ from: FROM, to: TO }),
			});
			expect(await editor.outputWith('normal_clearing')).toContain('completed');
			expect(simulator.deliveries.map(({ event }) => event)).toContain('call.initiated');
		});
	});

	describe('3. the record', () => {
		it('is mapped from the event', async () => {
			await editor.closePanel();
			await editor.addNode('Map Disposition', 'Map call event to disposition');
			await choose(editor, 'outputsBy', 'Single');
			await editor.executeStep();
			expect(await editor.outputWith('normal_clearing')).toContain('Connected');
		});

		it('is written into a table once the workflow is published', async () => {
			await editor.closePanel();
			await editor.addNode('Data table', 'Insert row');
			await chooseFromList(editor, 'dataTableId', 'Call Records');
			for (const column of ['call_uuid', 'disposition', 'duration_seconds']) {
				await fillExpression(editor, column, `{{ $json.record.${column} }}`);
			}
			await editor.closePanel();
			await editor.openPanel('Call Event Trigger');
			simulator.setWebhook(await readWebhookUrl(editor, 'Production'));
			await editor.closePanel();
			await editor.publish();
			expect(await client.rows(tableId)).toEqual([]);
		});
	});

	describe('4. the call', () => {
		it('is placed by hand, and answers with its call UUID', async () => {
			await editor.newWorkflow();
			await editor.addNode('Place Call', 'Place call');
			await chooseFromList(editor, 'from', FROM);
			await fill(editor, 'to', TO);
			await editor.executeStep();
			expect(await editor.outputWith('initiated')).toContain(lastCall().id);
		});

		it('is told to the workflow', async () => {
			const completion = () =>
				simulator.deliveries.find(
					({ callUuid, event, state }) =>
						callUuid === lastCall().id && event === 'call.completed' && state !== 'pending',
				);
			expect(await waitUntil('The delivery', completion)).toMatchObject({ state: 'delivered' });
		});

		it('makes one record', async () => {
			const rows = await waitUntil('The record', async () => {
				const found = await client.rows(tableId);
				return found.length > 0 ? found : undefined;
			});
			expect(rows).toEqual([
				expect.objectContaining({ call_uuid: lastCall().id, disposition: 'Connected', duration_seconds: 196 }),
			]);
		});
	});
});
