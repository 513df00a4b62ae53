/**
 * The packed package in a real n8n, over real SIP: 24 contacts in 8 countries with twenty ends, and the six cases that
 * https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/ asks to be tested before an integration goes live.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONTACTS } from '../../scripts/demo/contacts';
import { findProblems } from '../../scripts/demo/findProblems';
import { observeCampaign, startCampaign, waitForEnd, type Observation } from '../../scripts/demo/observeCampaign';
import { PBX_CONTACTS } from '../../scripts/demo/pbxContacts';
import { startPbxTrunk, type PbxTrunk } from '../../scripts/demo/pbxTrunk';
import { createTrunkCredential, setUpDemo, type Demo } from '../../scripts/demo/setUpDemo';
import type { Credential, Execution } from '../../tooling/n8n/types';
import { headerOf, type SipMessage } from '../../tooling/pbx/sipMessages';
import { waitUntil } from '../../tooling/process/pause';
import { releaseAll } from '../../tooling/process/release';
import { crash, restart } from '../../tooling/testN8n/crash';
import prepare from '../../tooling/testN8n/prepare';
import { startTestN8n, type TestN8n } from '../../tooling/testN8n/startTestN8n';
import { placeCallByHand } from '../../tooling/testN8n/workflows';

let n8n: TestN8n;
let trunk: PbxTrunk;
let demo: Demo;
let credential: Credential;
let seen: Observation;

/** Runs Place Call by hand, and returns its item. */
async function runByHand(parameters: Record<string, unknown>, with_ = credential): Promise<Execution> {
	const { id } = await n8n.client.importWorkflow(placeCallByHand(parameters), [with_]);
	return await n8n.client.waitForExecution((await n8n.client.runManually(id, 'Start')) as string);
}
const itemOf = ({ runData }: Execution) => runData['Place Call']?.[0].data?.main[0]?.[0].json;

const place = async (to: string, rest: Record<string, unknown> = {}): Promise<string> =>
	String(itemOf(await runByHand({ operation: 'place', from: '+12025550143', to, ...rest }))?.callUuid);

const invitesTo = (number: string): SipMessage[] =>
	trunk.carrier.messages().filter(({ line }) => line.startsWith(`INVITE sip:${number}@`));
const legTo = (number: string): SipMessage[] =>
	trunk.carrier.messages().filter(({ callId }) => callId === invitesTo(number)[0]?.callId);

beforeAll(async () => {
	await prepare();
	trunk = await startPbxTrunk(() => undefined);
	n8n = await startTestN8n();
	const { client } = n8n;
	credential = await createTrunkCredential(client, trunk);
	demo = await setUpDemo(client, trunk, PBX_CONTACTS);
	await startCampaign(client, demo);
	await waitForEnd(client, trunk, demo);
	seen = await observeCampaign(client, trunk, demo);
}, 300_000);
afterAll(releaseAll);

test('the campaign comes to 24 calls, each with its caller ID, its outcome and one record', () => {
	expect(PBX_CONTACTS).toHaveLength(24);
	expect(new Set(CONTACTS.map(({ country }) => country)).size).toBe(8);
	expect(findProblems(seen, PBX_CONTACTS)).toEqual([]);
	expect(seen.records).toHaveLength(24);
});

test('every phone was called from the caller ID that Select Caller ID chose', () => {
	for (const { phone } of PBX_CONTACTS) {
		const [invite, ...others] = invitesTo(phone);
		const record = seen.records.find(({ to_number }) => to_number === phone);
		const address = new RegExp(`^<sip:\\${record?.from_number}@`);
		expect(others).toEqual([]);
		expect(headerOf(invite, 'From')).toMatch(address);
		expect(headerOf(invite, 'P-Asserted-Identity')).toMatch(address);
	}
});

describe('the six cases', () => {
	test('1. accepts a valid password, and refuses another one before anything is dialed', async () => {
		const { client } = n8n;
		expect(await client.testCredential(credential)).toMatchObject({ status: 'OK' });
		const wrong = await client.createCredential('sipTrunkApi', 'wrong', {
			...trunk.credential,
			accessToken: 'wrong-password',
		});
		expect(await client.testCredential(wrong)).toMatchObject({ status: 'Error' });
		const { status, error } = await runByHand({ operation: 'place', from: '+12025550143', to: '+12025556486' }, wrong);
		expect({ status, message: error?.message }).toEqual({
			status: 'error',
			message: expect.stringContaining('refused the access token'),
		});
		expect(invitesTo('+12025556486')).toEqual([]);
	});

	test('2. and 3. one record of an answered call, with its contact and its times', () => {
		const { phone, contact_id } = PBX_CONTACTS[0];
		const records = seen.records.filter(({ to_number }) => to_number === phone);
		expect(records).toEqual([expect.objectContaining({ contact_id, outcome: 'connected', hangup_cause_code: 16 })]);
		expect(records[0].ring_seconds).toBeGreaterThan(3);
		expect(records[0].duration_seconds).toBeGreaterThan(2);
	});

	test('4. each end was delivered twice and emitted once', () => {
		const ends = seen.deliveries.filter(({ event, state }) => event === 'call.completed' && state === 'delivered');
		expect(ends.length).toBeGreaterThanOrEqual(48);
		expect(seen.log.filter(({ event }) => event === 'completed')).toHaveLength(24);
	});

	test('5. busy, no answer and unreachable are told apart', () => {
		const outcomes = new Set(seen.records.map(({ outcome }) => outcome));
		for (const outcome of ['busy', 'noAnswer', 'unreachable']) expect(outcomes).toContain(outcome);
	});

	test('6. an agent who hangs up leaves no leg behind', async () => {
		const to = '+12025557201';
		const callUuid = await place(to, { seatId: '101' });
		await waitUntil('The BYE', () => legTo(to).find(({ line }) => line.startsWith('BYE')));
		expect(await trunk.pbx.console('core show channels count')).toMatch(/^0 active calls/m);
		const { status } = await runByHand({ operation: 'hangUp', callUuid });
		expect(status).toBe('error');
	});
});

test('Hang Up from n8n sends a BYE', async () => {
	const to = '+12025558201';
	const callUuid = await place(to, { seatId: '102' });
	await waitUntil('The answer', () => legTo(to).find(({ line }) => line.startsWith('ACK')));
	expect(await runByHand({ operation: 'hangUp', callUuid })).toMatchObject({ status: 'success' });
	await waitUntil('The BYE', () =>
		legTo(to).find(({ line, direction }) => line.startsWith('BYE') && direction === 'received'),
	);
});

test('n8n that is killed while calls end has a record of each when it is back', async () => {
	const numbers = ['+14155551203', '+14155552203', '+14155553203'];
	const calls: string[] = [];
	for (const to of numbers) calls.push(await place(to));
	await crash(n8n.server);
	await waitUntil('The ends in the spool', () => {
		const files = readdirSync(join(trunk.pbx.spool, 'outgoing'));
		return calls.every((callUuid) => files.some((name) => name.includes(`${callUuid}-completed`))) || undefined;
	});
	n8n.server = await restart(n8n.server);
	await n8n.client.logIn();
	await waitUntil('The records', async () => {
		const records = await demo.rows('Call Records');
		const ended = calls.filter((callUuid) =>
			records.some(({ call_uuid, ended_at }) => call_uuid === callUuid && ended_at),
		);
		return ended.length === calls.length || undefined;
	});
	const log = await demo.rows('Call Event Log');
	for (const callUuid of calls)
		expect(log.filter(({ call_uuid, event }) => call_uuid === callUuid && event === 'completed')).toHaveLength(1);
}, 120_000);
