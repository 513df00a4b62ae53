/**
 * The pictures of the documentation, taken from the running editor in both themes while the demo's workflows run.
 * `UPDATE_DOCS_IMAGES=1 npm run test:n8n -- pictures` renews those in docs/images.
 */
import type { Browser, Locator } from 'playwright-core';
import { setUpDemo, type Demo } from '../../../scripts/demo/setUpDemo';
import type { Workflow, WorkflowFile } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import { startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { describeInBrowser, openBrowser } from './support/browser';
import { Editor, VIEWPORT, type Theme } from './support/editor';
import { picture, pictureOfPanel, pictureOfParameters, pictureOfWorkflow } from './support/picture';
import { readWebhookUrl } from './support/readWebhookUrl';

/** For a workflow that is wider than high. */
const LOW = { width: 1440, height: 800 };
/** In which the call records' workflow fits as large as it is. */
const ALL_OF_IT = { width: 1600, height: 1800 };

/** What must never be read in a picture. */
const ODDITIES = /undefined|\[object Object\]|NaN|Problem running workflow/;

/** A contact who may be called at any hour of the day on which the picture is taken. */
const CONTACTS: WorkflowFile = {
	name: 'Contacts',
	nodes: [
		{ name: 'Start by Hand', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			...{ name: 'Due Contacts', type: 'n8n-nodes-base.code', typeVersion: 2, position: [224, 0] },
			parameters: { jsCode: "return [{ json: { name: 'Ada', to: '+493023125001', consent: 'express' } }];" },
		},
		{
			...{ name: 'Check Contact', type: 'n8n-nodes-sip-trunk.checkContact', typeVersion: 1, position: [448, 0] },
			parameters: {
				...{ consent: '={{ $json.consent }}', hours: 'own', ownHours: 'Mon-Sun 00:00-24:00', options: {} },
			},
		},
	],
	connections: {
		'Start by Hand': { main: [[{ node: 'Due Contacts', type: 'main', index: 0 }]] },
		'Due Contacts': { main: [[{ node: 'Check Contact', type: 'main', index: 0 }]] },
	},
};

describeInBrowser('the pictures of the documentation', () => {
	let browser: Browser;
	let simulator: Simulator;
	let url: string;
	let demo: Demo;
	let contacts: Workflow;

	beforeAll(async () => {
		const { client } = await startTestN8n();
		simulator = await startSimulator({ timeScale: 100 });
		demo = await setUpDemo(client, simulator);
		contacts = await client.importWorkflow(CONTACTS);
		url = client.url;
		browser = await openBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await simulator?.stop();
		await releaseAll();
	});

	describe.each<Theme>(['light', 'dark'])('%s', (theme) => {
		let editor: Editor;

		beforeAll(async () => {
			editor = await Editor.open(browser, url, theme);
		});
		afterEach(async () => {
			expect(await editor.page.locator('body').innerText()).not.toMatch(ODDITIES);
		});

		/**
		 * @param field of the output that the picture must show
		 * @param last what the picture of the parameters ends with, when there are more of them than fit
		 */
		const panelOf = async (node: string, name: string, field: string, last?: Locator): Promise<void> => {
			await editor.openPanel(node);
			await editor.page.waitForFunction('!document.body.innerText.includes("Loading fields")');
			const output = editor.at('output-panel');
			await output.getByTestId('radio-button-schema').click();
			await output.getByText(field, { exact: true }).last().scrollIntoViewIfNeeded();
			await pictureOfPanel(editor, name);
			await pictureOfParameters(editor, `${name}-parameters`, last);
			await editor.closePanel();
		};

		it('show the campaign and its nodes', async () => {
			await editor.openWorkflow(demo.campaign.id);
			await editor.node('Start by Hand').hover();
			await editor.at('execute-workflow-button-Start by Hand').click();
			await editor.page.getByText('Workflow executed successfully').first().waitFor();
			await editor.page.setViewportSize(LOW);
			await editor.fit();
			await picture(editor, 'campaign');
			await editor.page.setViewportSize(VIEWPORT);
			await panelOf(
				'Select Caller ID',
				'select-caller-id',
				'reason',
				editor.page.getByPlaceholder('Add detail').first(),
			);
			await panelOf('Place Call', 'place-call', 'callUuid');
		});

		it('show a contact that is checked', async () => {
			await editor.openWorkflow(contacts.id);
			await editor.at('execute-workflow-button').click();
			await editor.page.getByText('Workflow executed successfully').first().waitFor();
			await panelOf('Check Contact', 'check-contact', 'verdict');
		});

		it('show the call records and their nodes', async () => {
			await editor.openWorkflow(demo.callRecords.id);
			await editor.openPanel('Call Event Trigger');
			const testUrl = await readWebhookUrl(editor, 'Test');
			await editor.closePanel();
			await editor.at('execute-workflow-button').click();
			await editor.page.getByText('Waiting for trigger event').first().waitFor();
			// As opening it in a browser tab does: the trigger then makes a sample call.
			expect((await fetch(testUrl)).status).toBe(200);
			await editor.page.getByText('Workflow executed successfully').first().waitFor();
			await editor.page.setViewportSize(ALL_OF_IT);
			await editor.fit();
			await pictureOfWorkflow(editor, 'call-records');
			await editor.page.setViewportSize(VIEWPORT);
			await panelOf('Call Event Trigger', 'call-event-trigger', 'event');
			await panelOf('Map Disposition', 'map-disposition', 'nextAction');
		});
	});
});
