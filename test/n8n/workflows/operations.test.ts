/** What keeps a pipeline running: fan-out, reconciliation, watch, dial links. */
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import type { Credential, DataTableRow, Workflow } from '../../../tooling/n8n/types';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { createSlack } from '../../doubles/slack';
import { deliver, destination, placeCall } from './support/calls';
import { openOffice, type Office } from './support/office';
import { endedCall } from './support/payloads';
import { withSettings } from './support/withSettings';

const slack = createSlack({ token: 'xoxb-of-the-test', channels: ['C0MANAGERS', 'U0ADA'] });
let office: Office;
let slackCredential: Credential;
const rowsOf = async (table: string, column: string, value: unknown): Promise<DataTableRow[]> =>
	(await office.rows(table)).filter((row) => row[column] === value);
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

beforeAll(async () => {
	office = await openOffice([slack]);
	slackCredential = await office.client.createCredential('slackApi', 'Slack', { accessToken: 'xoxb-of-the-test' });
}, 300_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

describe('reconciliation', () => {
	let records: Workflow;
	let workflow: Workflow;
	const ended = async (): Promise<unknown> =>
		await waitUntil(
			'The end of the calls',
			() => (office.simulator.calls.every(({ state }) => state === 'completed') ? true : undefined),
			60_000,
		);

	beforeAll(async () => {
		records = await office.open('call-records-data-table');
		workflow = await office.open('reconciliation', [slackCredential]);
	});
	afterAll(async () => {
		office.doubles.replaceAnswers(slack, undefined);
		await office.close(records);
	});

	it('writes what no event told, counts it, and names what never ended', async () => {
		office.simulator.reset();
		office.simulator.setWebhook(office.urlOf(records));
		const told = await Promise.all(
			['00', '01', '02'].map(
				async (scenario, index) => await placeCall(office.simulator, destination(200 + index, scenario)),
			),
		);
		await waitUntil(
			'The deliveries',
			() =>
				office.simulator.calls.every(({ state }) => state === 'completed') &&
				office.simulator.deliveries.every(({ state }) => state === 'delivered')
					? true
					: undefined,
			60_000,
		);
		await office.settle();
		office.simulator.setWebhook(undefined);
		const untold = await Promise.all(
			['00', '03'].map(
				async (scenario, index) => await placeCall(office.simulator, destination(300 + index, scenario)),
			),
		);
		await ended();
		await office.insert('Call Records', [
			{ call_uuid: 'never-ended', initiated_at: ago(3) },
			{ call_uuid: 'begun-an-hour-ago', initiated_at: ago(1) },
		]);
		const before = await Promise.all(told.map(async (uuid) => (await rowsOf('Call Records', 'call_uuid', uuid))[0]));

		expect(await office.run(workflow, 'Every Hour')).toBe('success');
		for (const uuid of untold)
			expect(await rowsOf('Call Records', 'call_uuid', uuid)).toEqual([
				expect.objectContaining({ ended_at: expect.any(String), outcome: expect.any(String) }),
			]);
		expect(await Promise.all(told.map(async (uuid) => (await rowsOf('Call Records', 'call_uuid', uuid))[0]))).toEqual(
			before,
		);
		expect(
			(await office.rows('Reconciliations')).map(({ listed, recovered, unfinished }) => ({
				listed,
				recovered,
				unfinished,
			})),
		).toEqual([{ listed: 5, recovered: 2, unfinished: 'never-ended' }]);
		expect(slack.messages.map(({ text }) => text)).toContain('These calls began and never ended: never-ended');

		expect(await office.run(workflow, 'Every Hour')).toBe('success');
		expect((await office.rows('Reconciliations'))[1]).toMatchObject({ recovered: 0 });
	}, 180_000);

	it('writes it while Slack is silent, too', async () => {
		const untold = await placeCall(office.simulator, destination(310, '03'));
		await ended();
		office.doubles.replaceAnswers(slack, { status: 200, body: { ok: false, error: 'account_inactive' } });
		expect(await office.run(workflow, 'Every Hour')).toMatch(/^error: /);
		expect(await rowsOf('Call Records', 'call_uuid', untold)).toHaveLength(1);
	}, 180_000);
});

describe('fan-out', () => {
	it('hands each event once to every workflow that wants it, and goes on when one can’t be started', async () => {
		const names = ['call-records-data-table', 'contact-state', 'manager-review', 'screen-pop'];
		const opened = await Promise.all(names.map(async (name) => await office.open(name, [slackCredential])));
		const [screenPop] = opened.slice(-1);
		const atTheEnd = opened.slice(0, -1).map(({ id }) => id);
		const workflow = await office.open(
			withSettings('fan-out', { completed: ['no-such-workflow', ...atTheEnd], answered: [screenPop.id] }),
		);
		const call = endedCall({ endedAgo: 600, talk: 196 });
		const { ended_at: _end, duration_seconds: _duration, ...live } = call;
		for (const event of ['call.initiated', 'call.answered'])
			expect(await deliver(office.urlOf(workflow), { ...live, event })).toBe(200);
		for (let copy = 0; copy < 2; copy += 1) expect(await deliver(office.urlOf(workflow), call)).toBe(200);
		await waitUntil(
			'The review',
			async () => (await rowsOf('Manager Reviews', 'call_uuid', call.call_uuid))[0],
			60_000,
		);
		await waitUntil('The record', async () => (await rowsOf('Call Records', 'call_uuid', call.call_uuid))[0]);
		await office.settle();
		expect(await Promise.all(opened.map(async ({ id }) => (await office.client.executions(id)).length))).toEqual([
			1, 1, 1, 1,
		]);
		expect(await rowsOf('Call Records', 'call_uuid', call.call_uuid)).toHaveLength(1);
	}, 120_000);
});

describe('pipeline watch', () => {
	let watched: Workflow;
	let watch: Workflow;
	const watchOver = async (workflowId: string): Promise<Workflow> => {
		const file = readWorkflow('pipeline-watch.json');
		return await office.client.importWorkflow(
			JSON.parse(JSON.stringify(file).replace('your-workflow-id', workflowId)) as typeof file,
			[office.trunk, slackCredential],
		);
	};
	const run = async (workflow = watch): Promise<string[]> => {
		const before = slack.messages.length;
		expect(await office.run(workflow, 'Every Five Minutes')).toBe('success');
		return slack.messages.slice(before).map(({ text }) => text);
	};
	beforeAll(async () => {
		watched = await office.open('call-records-retool', [
			await office.client.createCredential('httpHeaderAuth', 'Nobody', { name: 'X-Workflow-Api-Key', value: 'x' }),
		]);
		watch = await watchOver(watched.id);
	}, 60_000);

	it('is silent while all is well', async () => {
		expect(await run()).toEqual([]);
	});

	it('tells of repetitions, and of events whose processing failed', async () => {
		const call = endedCall({ endedAgo: 10, talk: 60 });
		for (let copy = 0; copy < 30; copy += 1) await deliver(office.urlOf(watched), call);
		await waitUntil(
			'The unwritten record',
			async () => (await rowsOf('Unwritten Records', 'call_uuid', call.call_uuid))[0],
		);
		await office.settle();
		expect(await run()).toEqual([
			expect.stringMatching(
				/^Call pipeline: 29 of 30 deliveries were repetitions.*The processing of \d+ events failed/,
			),
		]);
		await office.close(watched);
		expect(await run()).toEqual([]);
	}, 120_000);

	it('tells of silence in working hours, and of none outside them', async () => {
		await office.insert('Pipeline Figures', [
			{ workflow_id: 'silent', received: 0, emitted: 0, deduplicated: 0, failed: 0, dead: 0, arrived_at: ago(0.7) },
		]);
		const berlin = Object.fromEntries(
			new Intl.DateTimeFormat('en-GB', {
				timeZone: 'Europe/Berlin',
				weekday: 'short',
				hour: '2-digit',
				hourCycle: 'h23',
			})
				.formatToParts()
				.map(({ type, value }) => [type, value]),
		);
		const isWorkingTime =
			!['Sat', 'Sun'].includes(berlin.weekday) && Number(berlin.hour) >= 9 && Number(berlin.hour) < 18;
		expect(await run(await watchOver('silent'))).toEqual(
			isWorkingTime ? [expect.stringContaining('No event for 42 minutes')] : [],
		);
	}, 60_000);
});

describe('dial links', () => {
	it('gives each contact the address of the softphone', async () => {
		const trunk = await office.client.createCredential('sipTrunkApi', 'Intellicall', {
			provider: 'intellicall',
			accessToken: 'key',
			softphoneKey: 'softphone-key-of-the-test',
		});
		const workflow = await office.client.importWorkflow(readWorkflow('launch-links.json'), [trunk]);
		await office.insert('Contacts', [{ contact_id: 'for a link', phone: '+919812345678' }]);
		expect(await office.run(workflow, 'Start by Hand')).toBe('success');
		const [{ dial_link }] = await rowsOf('Contacts', 'contact_id', 'for a link');
		const link = new URL(String(dial_link));
		expect([link.origin + link.pathname, Object.fromEntries(link.searchParams)]).toEqual([
			'https://api.clouddialer.in/CRM_API/webphone/launch',
			{
				crm_username: 'agent.017',
				api_key: 'softphone-key-of-the-test',
				to_number: '+919812345678',
				from_number: '+911140000001',
			},
		]);
	}, 60_000);
});
