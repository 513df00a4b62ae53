/** The campaign report in a real n8n and a real browser: its metrics, who may read it, and how it looks. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import type { Credential, Workflow } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { triggerToSink, TRIGGER_TYPE } from '../../../tooling/testN8n/triggerWorkflow';
import { describeInBrowser, openBrowser } from '../editor/support/browser';
import { deliver } from './support/calls';
import { openOffice, type Office } from './support/office';
import { endedCall, type EndedCall } from './support/payloads';

const FOLDER = join(__dirname, '../../../reports/editor');
const READER = { user: 'reader', password: 'a long password of the test' };
const CALLS = 60;

const CALLER_IDS = ['+12025550143', '+12025550188', '+493023125001', '+442079460123', '+33142685300'];
const CONTACTS = ['+14155550', '+13055550', '+4930233', '+442079460', '+331426853', '+61291234'];
/** What a trunk says of the end, and what that means. */
const ENDS = [
	{ talk: 180, outcome: 'Connected' },
	{ talk: 30, outcome: 'Voicemail' },
	{ talk: 0, hangup_cause: 'no_answer', hangup_cause_code: 19, outcome: 'No Answer' },
	{ talk: 0, hangup_cause: 'user_busy', hangup_cause_code: 17, outcome: 'Busy' },
	{ talk: 0, hangup_cause: 'unallocated_number', hangup_cause_code: 1, outcome: 'Invalid Number' },
	{ talk: 64, outcome: 'Connected' },
	{ talk: 0, hangup_cause: 'no_answer', hangup_cause_code: 19, outcome: 'No Answer' },
];

/** The trunk's log: ended calls of the last five days, as they were delivered. */
const log = Array.from({ length: CALLS }, (_, index) => {
	const { outcome, ...end } = ENDS[(index * 5 + (index % 3)) % ENDS.length];
	const day = index % 5;
	const call = endedCall({
		...end,
		endedAgo: day * 86_400 + 600 + ((index * 2_711) % 43_200),
		from: CALLER_IDS[(index + (index % 7)) % CALLER_IDS.length],
		to: CONTACTS[(index * 7) % CONTACTS.length] + String(100 + (index % 100)),
	});
	return { call, outcome };
});

function count(labels: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
	return counts;
}

/** The cells of a table of the page, by the text of the first one. */
async function tableOf(page: Page, heading: string): Promise<Record<string, string[]>> {
	const rows = await page.locator('section', { hasText: heading }).locator('tr').all();
	const texts = await Promise.all(rows.map(async (row) => await row.locator('th, td').allInnerTexts()));
	return Object.fromEntries(texts.map(([name, , ...cells]) => [name, cells]));
}

let office: Office;
let workflow: Workflow;
let url: string;
const read = async (headers: Record<string, string> = {}): Promise<Response> => await fetch(url, { headers });
const authorization = `Basic ${Buffer.from(`${READER.user}:${READER.password}`).toString('base64')}`;

describeInBrowser('the campaign report', () => {
	let browser: Browser;
	let trigger: Workflow;
	let inbox: string;

	/** The page as a reader sees it; the browser's console must be silent. */
	async function open(options: Parameters<Browser['newPage']>[0]): Promise<Page> {
		const page = await browser.newPage({
			...options,
			httpCredentials: { username: READER.user, password: READER.password },
		});
		const complaints: string[] = [];
		page.on('console', (message) => complaints.push(message.text()));
		page.on('pageerror', ({ message }) => complaints.push(message));
		expect((await page.goto(url))?.status()).toBe(200);
		expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
		return page;
	}

	async function send(call: EndedCall): Promise<void> {
		expect(await deliver(inbox, call)).toBe(200);
	}

	beforeAll(async () => {
		office = await openOffice();
		browser = await openBrowser();
		const file = triggerToSink('');
		const nodes = file.nodes.filter(({ type }) => type === TRIGGER_TYPE);
		trigger = await office.client.importWorkflow({ ...file, nodes, connections: {} }, [office.trunk]);
		await office.client.activate(trigger);
		inbox = office.urlOf(trigger);
		for (const { call } of log) await send(call);
		for (const { call } of log.slice(0, 10)) await send(call);
		await waitUntilProcessed(inbox, 120_000);
	}, 400_000);
	afterAll(async () => {
		await browser?.close();
		await office?.simulator.stop();
		await releaseAll();
	});

	it('cannot be published without a credential for its readers', async () => {
		const bare = await office.client.importWorkflow(readWorkflow('campaign-report.json'), [office.trunk]);
		await expect(office.client.activate(bare)).rejects.toThrow(/credential/i);
	});

	it('asks for the password, and answers nobody without it', async () => {
		const readers: Credential = await office.client.createCredential('httpBasicAuth', 'Report Readers', READER);
		workflow = await office.client.importWorkflow(readWorkflow('campaign-report.json'), [office.trunk, readers]);
		await office.client.activate(workflow);
		url = office.urlOf(workflow);
		expect((await read()).status).toBe(401);
		expect((await read({ authorization: `Basic ${btoa('reader:wrong')}` })).status).toBe(401);
		expect((await read({ authorization })).status).toBe(200);
	});

	it('is kept by no cache, and lets the browser load and run nothing', async () => {
		const answer = await read({ authorization });
		const names = ['cache-control', 'content-type', 'x-frame-options', 'referrer-policy'];
		expect(names.map((name) => answer.headers.get(name))).toEqual([
			...['no-store', 'text/html; charset=utf-8', 'DENY', 'no-referrer'],
		]);
		expect(await answer.text()).toContain('content="default-src &#39;none&#39;; style-src &#39;sha256-');
	});

	it('shows the metrics of the trunk’s log, to the unit', async () => {
		const page = await open({ viewport: { width: 1180, height: 900 } });
		const answered = log.filter(({ call }) => Number(call.duration_seconds) > 0).length;
		const tiles = await page.locator('.tiles div').allInnerTexts();
		expect(tiles.map((text) => text.replace(/\s+/g, ' '))).toEqual([
			`${CALLS} outbound calls`,
			`${answered} answered (${((answered / CALLS) * 100).toFixed(1)}%)`,
			...['0 inbound calls', '0 live now', '0 events waiting', '0 events failed'],
		]);
		const outcomes = Object.entries(await tableOf(page, 'Outcomes')).map(([name, [calls]]) => [name, Number(calls)]);
		expect(Object.fromEntries(outcomes)).toEqual(count(log.map(({ outcome }) => outcome)));
		const callers = Object.values(await tableOf(page, 'Answer rate by caller ID')).map(([calls]) => calls);
		const byCaller = count(log.map(({ call }) => String(call.from)));
		const answeredOf = (from: string): number =>
			log.filter(({ call }) => call.from === from && Number(call.duration_seconds) > 0).length;
		expect(callers.sort()).toEqual(
			Object.entries(byCaller)
				.map(([from, calls]) => `${answeredOf(from)} of ${calls}`)
				.sort(),
		);
		const hourOf = new Intl.DateTimeFormat('en', {
			timeZone: 'America/New_York',
			hour: '2-digit',
			hourCycle: 'h23',
		});
		const titles = await page.locator('g title').allTextContents();
		expect(titles.map((text) => [text.slice(0, 2), Number(/of (\d+)/.exec(text)?.[1])])).toEqual(
			Array.from({ length: 24 }, (_, hour) => {
				const name = String(hour).padStart(2, '0');
				const began = log.map(({ call }) => hourOf.format(new Date(String(call.initiated_at))));
				return [name, began.filter((each) => each === name).length];
			}),
		);
		await page.close();
	});

	it('shows no number, and a crafted caller is text', async () => {
		const crafted = '"><img src=x onerror=alert(1)>';
		await send(endedCall({ endedAgo: 30, talk: 90, from: crafted, caller_name: crafted, to: '+4930233999' }));
		await waitUntilProcessed(inbox, 60_000);
		const text = await (await read({ authorization })).text();
		expect(text).toContain(`<strong>${CALLS + 1}</strong>`);
		expect(text).not.toMatch(/<img|<script|onerror|href=/);
		for (const { call } of log) for (const number of [String(call.from), call.to]) expect(text).not.toContain(number);
	});

	it.each([
		['light', { colorScheme: 'light', viewport: { width: 1180, height: 900 } }, 'rgb(255, 255, 255)'],
		['dark', { colorScheme: 'dark', viewport: { width: 1180, height: 900 } }, 'rgb(20, 23, 28)'],
		['phone-light', { colorScheme: 'light', viewport: { width: 390, height: 844 } }, 'rgb(255, 255, 255)'],
	] as const)('fits the window: %s', async (name, options, paper) => {
		const page = await open(options);
		expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(paper);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(options.viewport.width);
		await page.screenshot({ path: join(FOLDER, `campaign-report-${name}.png`), fullPage: true });
		await page.close();
	});
});
