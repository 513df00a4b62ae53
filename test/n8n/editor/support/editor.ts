import { selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../../../tooling/n8n/n8nClient';
import { waitUntil } from '../../../../tooling/process/pause';

selectors.setTestIdAttribute('data-test-id');

export type Theme = 'light' | 'dark';

export const VIEWPORT = { width: 1440, height: 1000 };

/** What a person does in n8n's editor, by the `data-test-id`s that n8n's own browser tests use. */
export class Editor {
	/** What the browser's console complained about. */
	readonly complaints: string[] = [];

	private constructor(
		readonly page: Page,
		readonly url: string,
		readonly theme: Theme,
	) {
		page.setDefaultTimeout(60_000);
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
		});
		page.on('pageerror', ({ message }) => this.complaints.push(message));
	}

	/** Logs in as the owner. Only loopback is let through: a test neither tells nor asks the internet anything. */
	static async open(browser: Browser, url: string, theme: Theme = 'light'): Promise<Editor> {
		const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: theme, reducedMotion: 'reduce' });
		await context.route(
			({ hostname }) => hostname !== '127.0.0.1',
			async (route) => await route.fulfill({ json: {} }),
		);
		const { email, password } = OWNER;
		await context.request.post(`${url}/rest/login`, { data: { emailOrLdapLoginId: email, password } });
		return new Editor(await context.newPage(), url, theme);
	}

	at(testId: string): Locator {
		return this.page.getByTestId(testId);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.at('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.at('canvas-node').first().waitFor();
	}

	/** Types words into the search of the nodes panel. @returns the names found, best first */
	async search(words: string): Promise<string[]> {
		if (!(await this.at('node-creator-search-bar').isVisible())) await this.openNodesPanel();
		// The panel searches a moment after the last key: what it shows then is not what an earlier search found.
		await this.at('node-creator-search-bar').fill('no node has these words');
		await this.at('node-creator-no-results').waitFor();
		await this.at('node-creator-search-bar').fill(words);
		await this.at('node-creator-item-name').first().waitFor();
		return await this.at('node-creator-item-name').allInnerTexts();
	}

	private async openNodesPanel(): Promise<void> {
		const first = this.at('canvas-plus-button');
		await ((await first.isVisible()) ? first : this.at('node-creator-plus-button')).click();
	}

	/**
	 * Adds a node, connected to the selected one, and leaves its panel open.
	 * @param action the one to choose where a node has several; else the node is added as it is
	 */
	async addNode(name: string, action = 'Add to workflow'): Promise<void> {
		await this.search(name);
		await this.at('node-creator-item-name').getByText(name, { exact: true }).first().click();
		await this.page.getByText(action, { exact: true }).click();
		await this.at('ndv').waitFor();
	}

	/** Zooms so that the whole workflow is seen, and waits until the canvas stands still. */
	async fit(): Promise<void> {
		await this.at('zoom-to-fit').click();
		const canvas = this.page.locator('.vue-flow__transformationpane');
		let last: string | null = null;
		await waitUntil('A canvas that stands still', async () => {
			const before = last;
			last = await canvas.getAttribute('style');
			return last === before || undefined;
		});
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openPanel(node: string): Promise<void> {
		await this.node(node).dblclick();
		await this.at('ndv').waitFor();
	}

	async closePanel(): Promise<void> {
		await this.at('ndv-close-button').click();
		await this.at('ndv').waitFor({ state: 'hidden' });
	}

	/** The labels of the parameters in the open panel. */
	async labels(): Promise<string[]> {
		return await this.at('node-parameters').getByTestId('input-label').allInnerTexts();
	}

	/** Presses Execute Step in the open panel. */
	async executeStep(): Promise<void> {
		await this.at('node-execute-button').click();
	}

	/** Waits until a text stands in the output of the open panel. @returns all that stands there */
	async outputWith(text: string): Promise<string> {
		const panel = this.at('output-panel');
		await panel.getByText(text).first().waitFor();
		return await panel.innerText();
	}

	/** Waits until n8n, which saves by itself, has a text in the open workflow. */
	async waitUntilSaved(text: string): Promise<void> {
		await waitUntil(`The save of ${text}`, async () => {
			const id = /\/workflow\/([^/?]+)/.exec(this.page.url())?.[1];
			const saved = await this.page.context().request.get(`${this.url}/rest/workflows/${id}`);
			return (await saved.text()).includes(text) || undefined;
		});
	}

	/** Publishes the open workflow. */
	async publish(): Promise<void> {
		await this.at('workflow-open-publish-modal-button').click();
		await this.at('workflow-publish-button').click();
		await this.at('workflow-publish-button').waitFor({ state: 'hidden' });
	}
}
