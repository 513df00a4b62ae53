/**
 * The rules of https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/ that look at times, from a trigger
 * that is asked for `completed` alone: what the end of a call lacks is known from its other events and from Place Call.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { Credential } from '../../../tooling/n8n/types';
import { webhookPaths } from '../../../tooling/n8n/webhookPaths';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { startSimulator, type Simulator } from '../../../simulator/startSimulator';
import { trunkDoubles } from '../../../simulator/trunks';
import { inPostgres, inRedis, type StoreFields } from '../../../tooling/testN8n/callStores';
import { startPrivatePostgres, startPrivateRedis } from '../../../tooling/testN8n/privateServer';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { startTestQueue } from '../../../tooling/testN8n/startTestQueue';
import { branchByOutcome, placeCallByHand } from '../../../tooling/testN8n/workflows';

const FROM = '+12025550143';
/** Intellicall dials Indian numbers only, and its agent is rung first. */
const PREFIX: Readonly<Record<string, string>> = { intellicall: '+9198765432' };
const SEAT: Readonly<Record<string, string>> = { unlimCall: 'seat_0481ab', intellicall: 'agent.017' };

/** By the last two digits: 31 s of talk, 2 s of ringing and 2 s of talk, 75 s of talk whose events come in reverse. */
const RULES = {
	'06': { outcome: 'voicemail', nextAction: 'suppressRedial', durationSeconds: 31 },
	'07': { outcome: 'screened', nextAction: 'redial', durationSeconds: 2 },
	'11': { outcome: 'connected', nextAction: 'managerReview', durationSeconds: 75 },
} as const;
/** The start that Intellicall tells is that of the agent's ringing, so nobody knows how fast the contact answered. */
const WITHOUT_RING_TIME: Readonly<Record<string, Partial<Record<string, object>>>> = {
	intellicall: { '07': { outcome: 'connected', nextAction: 'none', durationSeconds: 2 } },
};

interface Setting {
	client: N8nClient;
	/** Base URL of the webhooks. */
	webhooks: string;
	store: StoreFields;
}

async function expectRules(id: string, simulator: Simulator, { client, webhooks, store }: Setting): Promise<void> {
	const values = { ...simulator.credentials[id], ...store };
	const credential: Credential = await client.createCredential('sipTrunkApi', `${id} ${randomUUID()}`, values);
	const file = branchByOutcome(['voicemail', 'screened', 'connected']);
	const nodes = file.nodes.map((node) => ({
		...node,
		...(node.webhookId && {
			webhookId: randomUUID(),
			parameters: { events: ['completed'], options: { onChangedPayload: 'emitUpdate' } },
		}),
	}));
	const workflow = await client.importWorkflow({ ...file, name: `${id} ${randomUUID()}`, nodes }, [credential]);
	await client.activate(workflow);
	const eventUrl = webhooks.replace('127.0.0.1', 'localhost') + webhookPaths(workflow.nodes)[0];
	simulator.setWebhook(eventUrl);
	const digits = Object.keys(RULES);
	for (const lastDigits of digits) {
		const to = `${PREFIX[id] ?? '+49301234567'}${lastDigits}`;
		const identity = { contactId: `contact-${lastDigits}`, seatId: SEAT[id] ?? '' };
		const place = placeCallByHand({ operation: 'place', from: FROM, to, eventUrl, ...identity });
		const started = await client.importWorkflow({ ...place, name: `${id} ${randomUUID()}` }, [credential]);
		const execution = await client.waitForExecution((await client.runManually(started.id, 'Start')) as string);
		if (execution.error) throw new Error(execution.error.message);
	}
	const expected = { ...RULES, ...WITHOUT_RING_TIME[id] };
	let seen: object = {};
	// What comes after the end of a call is emitted as an update of it.
	await waitUntil('The last word on each call', async () => {
		seen = await lastOutcomes(client, workflow.id);
		return isDeepStrictEqual(seen, expected) || undefined;
	}).catch(() => undefined);
	expect(seen).toEqual(expected);
}

/** The outcome, next action and talk time of each call by the last two digits, as its latest execution has them. */
async function lastOutcomes(client: N8nClient, workflowId: string): Promise<object> {
	const done = (await client.executions(workflowId)).filter(({ status }) => status === 'success');
	const seen: Record<string, object> = {};
	for (const { id } of done.sort((one, other) => Number(one.id) - Number(other.id))) {
		const { runData } = await client.execution(id);
		const [event] = runData['Call Event Trigger'][0].data?.main[0] ?? [];
		const mapped = runData['Map Disposition'][0].data?.main.flat().find((item) => item)?.json;
		const { contactId, to, durationSeconds } = event.json as Record<string, unknown>;
		expect(contactId).toBe(`contact-${String(to).slice(-2)}`);
		expect(event.json).toMatchObject({ event: 'completed', direction: 'outbound', endedAt: expect.any(String) });
		seen[String(to).slice(-2)] = { outcome: mapped?.outcome, nextAction: mapped?.nextAction, durationSeconds };
	}
	return seen;
}

let simulator: Simulator;
let setting: Setting;

function rulesFire(ids: readonly string[]): void {
	afterAll(async () => {
		await simulator?.stop();
		await releaseAll();
	}, 60_000);

	it.each(ids)('%s', async (id) => {
		await expectRules(id, simulator, setting);
	});
}

describe('in regular mode, embedded', () => {
	beforeAll(async () => {
		const { client } = await startTestN8n();
		simulator = await startSimulator({ timeScale: 60 });
		setting = { client, webhooks: client.url, store: {} };
	}, 300_000);
	rulesFire(trunkDoubles.map(({ id }) => id));
});

describe.each(['redis', 'postgres'] as const)('in queue mode, %s', (kind) => {
	beforeAll(async () => {
		const { client, webhooks } = await startTestQueue();
		const store = kind === 'redis' ? inRedis(await startPrivateRedis()) : inPostgres(await startPrivatePostgres());
		simulator = await startSimulator({ timeScale: 60 });
		setting = { client, webhooks: webhooks[0], store };
	}, 300_000);
	rulesFire(['telnyx', 'twilio']);
});
