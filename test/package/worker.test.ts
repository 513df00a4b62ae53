/** The example of docs/transform-in-between.md, run as Cloudflare would, in front of what the trigger does with a delivery. */
import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../nodes/domain/trunk';
import { startEventReceiver, type EventReceiver } from '../trunk/eventReceiver';
import { ROOT } from './support/manifest';
import { blocksOf, pages, type Page } from './support/pages';

interface Env {
	PBX_PASSWORD: string;
	SIGNING_SECRET: string;
	TRIGGER_URL: string;
}
interface Worker {
	fetch(request: Request, env: Env): Promise<Response>;
}

const FILE = join(ROOT, 'examples/transform-worker/worker.mjs');
const page = pages.find(({ path }) => path === 'docs/transform-in-between.md') as Page;

function loadWorker(): Worker {
	const [{ text }] = buildSync({ entryPoints: [FILE], bundle: true, format: 'cjs', write: false }).outputFiles;
	const module = { exports: {} as { default: Worker } };
	new Function('module', text)(module);
	return module.exports.default;
}

/** The call that UnlimCall publishes, as mod_json_cdr posts it: text, percent-encoded, microseconds. */
const CDR = {
	'core-uuid': '3d4b1e2c-0d1e-4a3b-9c55-5b1f6d7e8f90',
	variables: {
		uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		direction: 'outbound',
		effective_caller_id_number: '%2B12025551234',
		destination_number: '%2B4930123456789',
		start_uepoch: '1780564462000000',
		answer_uepoch: '1780564469000000',
		end_uepoch: '1780564665000000',
		billsec: '196',
		hangup_cause: 'NORMAL_CLEARING',
		hangup_cause_q850: '16',
	},
};

const PASSWORD = 'pbx-password';
const SETTINGS = { provider: 'custom', signingSecret: 'shared-with-the-trigger' };

const worker = loadWorker();
let trigger: EventReceiver;
beforeAll(async () => {
	trigger = await startEventReceiver(SETTINGS);
});
beforeEach(() => {
	trigger.received.length = 0;
});
afterAll(async () => await trigger.stop());

async function post(body: unknown, password = PASSWORD): Promise<Response> {
	const headers = { authorization: `Basic ${btoa(`freeswitch:${password}`)}`, 'content-type': 'application/json' };
	const request = new Request('https://worker.example.com/', {
		method: 'POST',
		headers,
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return await worker.fetch(request, {
		PBX_PASSWORD: PASSWORD,
		SIGNING_SECRET: SETTINGS.signingSecret,
		TRIGGER_URL: trigger.url,
	});
}

it('sends the call on as an event that the trigger trusts and reads', async () => {
	expect((await post(CDR)).status).toBe(200);
	const [{ forged, reading }] = trigger.received;
	expect(forged).toBeUndefined();
	expect(reading).toMatchObject({
		kind: 'event',
		event: {
			event: 'completed',
			callUuid: CDR.variables.uuid,
			direction: 'outbound',
			from: '+12025551234',
			to: '+4930123456789',
			initiatedAt: '2026-06-04T09:14:22.000Z',
			answeredAt: '2026-06-04T09:14:29.000Z',
			endedAt: '2026-06-04T09:17:45.000Z',
			ringSeconds: 7,
			durationSeconds: 196,
			hangupCause: 'normal_clearing',
			hangupCauseCode: 16,
		},
	});
});

it('tells of a call that nobody answered', async () => {
	await post({
		...CDR,
		variables: {
			...CDR.variables,
			answer_uepoch: '0',
			billsec: '0',
			hangup_cause: 'NO_ANSWER',
			hangup_cause_q850: '19',
		},
	});
	const [{ reading }] = trigger.received;
	expect(reading).toMatchObject({
		kind: 'event',
		event: { durationSeconds: 0, hangupCause: 'no_answer', hangupCauseCode: 19 },
	});
	expect(reading).not.toHaveProperty('event.answeredAt');
});

it.each([
	['caf%E9', 'café'],
	['%', '%'],
	['100%25%E9', '100%é'],
	['%C3%A9', 'é'],
])('takes a name in another character set: %s', async (encoded, name) => {
	expect((await post({ ...CDR, variables: { ...CDR.variables, effective_caller_id_number: encoded } })).status).toBe(
		200,
	);
	expect(trigger.received).toMatchObject([{ reading: { kind: 'event', event: { from: name } } }]);
});

it('answers as the trigger did, so that the PBX repeats what was not taken', async () => {
	trigger.answers.push(503);
	expect((await post(CDR)).status).toBe(503);
});

it.each([
	['another password', CDR, 'wrong', 401],
	['a body that is no CDR', { event: 'call.completed' }, PASSWORD, 400],
	['a body that is not JSON', '{"variables":', PASSWORD, 400],
])('refuses %s and sends nothing on', async (_title, body, password, status) => {
	expect((await post(body, password)).status).toBe(status);
	expect(trigger.received).toEqual([]);
});

it('is printed on its page as it is', () => {
	expect(
		blocksOf(page)
			.filter(({ language }) => language === 'js')
			.map(({ text }) => text),
	).toEqual([readFileSync(FILE, 'utf8')]);
});

it('is not needed for the trunk whose mapping the page shows', () => {
	const [body, customEventFields, customEventNames] = blocksOf(page)
		.filter(({ language }) => language === 'json')
		.map(({ text }) => text);
	const delivery = { body: JSON.parse(body) as unknown, headers: {}, receivedAt: new Date(0) };
	expect(providers.custom.readEvent(delivery, { ...SETTINGS, customEventFields, customEventNames })).toMatchObject({
		kind: 'event',
		event: {
			event: 'completed',
			callUuid: CDR.variables.uuid,
			from: '+12025551234',
			to: '+4930123456789',
			durationSeconds: 196,
			hangupCauseCode: 16,
		},
	});
});
