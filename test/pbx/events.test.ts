/** How events reach n8n: from the PBX's spool, whatever n8n and the PBX go through. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callIn } from '../../tooling/pbx/callIn';
import type { SipMessage } from '../../tooling/pbx/sipMessages';
import { startPbx, type Pbx } from '../../tooling/pbx/startPbx';
import { pause, waitUntil } from '../../tooling/process/pause';
import { temporaryFolder } from '../../tooling/process/temporaryFolder';
import { startReceiver, type Receiver } from './support/receiver';
import { usePbx } from './support/usePbx';

const harness = usePbx();

const spooled = ({ spool }: Pbx = harness.pbx): string[] => readdirSync(join(spool, 'outgoing'));
const emptySpool = async (): Promise<unknown> =>
	await waitUntil('The delivery of all events', () => (spooled().length === 0 ? true : undefined));

/** Places calls that end at once, and waits until each has written its event. */
async function placeBusyCalls(count: number, pbx: Pbx = harness.pbx): Promise<string[]> {
	const calls = await Promise.all(
		Array.from({ length: count }, async () => await harness.place({ to: '+12025551486' }, pbx.credential)),
	);
	await waitUntil('The events in the spool', () => {
		const files = spooled(pbx);
		return calls.every((callUuid) => files.some((name) => name.includes(callUuid))) || undefined;
	});
	return calls;
}

const A_MINUTE = 60_000;
/** As `examples/asterisk/n8n.conf` has it. */
const SHIPPED_RETRY_SECONDS = 60;

/** How n8n is not there, and how it is again. */
const OUTAGES = {
	'is away': { begin: async (n8n: Receiver) => await n8n.away(), end: async (n8n: Receiver) => await n8n.back() },
	'answers with an error': {
		begin: async (n8n: Receiver) => void (n8n.mood = 'fails'),
		end: async (n8n: Receiver) => void (n8n.mood = 'takes'),
	},
};

/** A minute without n8n, at an Asterisk of its own that tries as often as the shipped one. @returns its calls and events */
async function outlast({ begin, end }: (typeof OUTAGES)['is away']): Promise<{ calls: string[]; told: string[] }> {
	const receiver = await startReceiver(() => pbx.credential);
	const pbx = await startPbx({
		root: harness.root,
		folder: temporaryFolder('pbx'),
		carrierPort: harness.carrier.port,
		agentPort: harness.agents.port,
		eventUrl: receiver.url,
		secret: receiver.secret,
		retrySeconds: SHIPPED_RETRY_SECONDS,
	});
	await begin(receiver);
	const calls = await placeBusyCalls(5, pbx);
	// The outage is the minute itself.
	await pause(A_MINUTE);
	await end(receiver);
	const emptied = () => (spooled(pbx).length === 0 ? true : undefined);
	await waitUntil('The delivery of all events', emptied, 2 * SHIPPED_RETRY_SECONDS * 1_000);
	await receiver.stop();
	return { calls, told: receiver.events.map(({ callUuid, event }) => `${callUuid} ${event}`) };
}

/** Both last while the other tests run. */
const outages = new Map<string, ReturnType<typeof outlast>>();
beforeAll(() => {
	for (const [how, outage] of Object.entries(OUTAGES)) {
		const outlasted = outlast(outage);
		outlasted.catch(() => undefined);
		outages.set(how, outlasted);
	}
});

beforeEach(async () => {
	harness.receiver.mood = 'takes';
	await emptySpool();
	harness.receiver.events.length = 0;
	harness.receiver.bodies.length = 0;
});

test.each([
	['answers with an error', 'fails'],
	['says 200 while it starts, without having read anything', 'starts'],
	['does not answer', 'hangs'],
] as const)('n8n that %s gets each event later, once', async (_how, mood) => {
	harness.receiver.mood = mood;
	const calls = await placeBusyCalls(5);
	await waitUntil('The first try of each', () => (harness.receiver.bodies.length >= 5 ? true : undefined));
	expect(harness.receiver.events).toEqual([]);
	harness.receiver.mood = 'takes';
	for (const callUuid of calls) await harness.event(callUuid);
	await emptySpool();
	expect(harness.receiver.events.map(({ callUuid }) => callUuid).sort()).toEqual([...calls].sort());
});

test('Asterisk that is killed with events in its spool delivers them when it is back', async () => {
	harness.receiver.mood = 'fails';
	const calls = await placeBusyCalls(5);
	await harness.pbx.kill();
	expect(spooled()).toHaveLength(5);
	harness.receiver.mood = 'takes';
	await harness.pbx.restart();
	for (const callUuid of calls) await harness.event(callUuid);
	await emptySpool();
	expect(new Set(harness.receiver.events.map(({ callUuid }) => callUuid))).toEqual(new Set(calls));
});

test('n8n that hangs delays no BYE', async () => {
	harness.receiver.mood = 'hangs';
	const callUuid = await harness.place({ to: '+12025557200', seatId: '102' });
	const byes = await waitUntil('Both BYEs', () => {
		const found = [harness.carrier, harness.agents].map((phones) =>
			phones.messages().find(({ line }) => line.startsWith('BYE')),
		);
		return found.every((bye) => bye !== undefined) ? (found as SipMessage[]) : undefined;
	});
	const [sent, received] = byes.map(({ at }) => at);
	expect(received - sent).toBeLessThan(1_000);
	// Its events are not the next test's.
	harness.receiver.mood = 'takes';
	await harness.event(callUuid);
});

/** Caller names and numbers as an attacker would choose them; the number is percent-encoded in a SIP address. */
const CALLERS: ReadonlyArray<readonly [what: string, from: string, number: string]> = [
	['quotes and brackets', String.raw`"Ac\"me <Sales>" <sip:+15559990001@127.0.0.1>`, '+15559990001'],
	['ampersands', '"&event=initiated&to=%2B19005550100&call_id=x" <sip:+15559990002@127.0.0.1>', '+15559990002'],
	['percent signs and line breaks', '"100%0D%0A%&secret=x%00" <sip:+15559990003@127.0.0.1>', '+15559990003'],
	['expressions of the dialplan', '"${SHELL(touch x)} ,),;" <sip:+15559990004@127.0.0.1>', '+15559990004'],
	['bytes that are not UTF-8', `"caf${String.fromCharCode(0xe9)}" <sip:+15559990005@127.0.0.1>`, '+15559990005'],
	['a number with fields in it', '"x" <sip:+1555%26to=%2B1900%22%0A@127.0.0.1>', '+1555&to=+1900"\n'],
];

test.each(CALLERS)('an inbound caller with %s changes no other field', async (_what, from, number) => {
	await callIn(harness.root, harness.folder, { from, to: '+12025550143', sipPort: harness.pbx.sipPort });
	const event = await waitUntil('The end of the inbound call', () =>
		harness.receiver.events.find((one) => one.event === 'completed'),
	);
	expect(event).toMatchObject({
		direction: 'inbound',
		from: number,
		to: '+12025550143',
		toValid: true,
		seatId: '101',
		answeredAt: expect.any(String),
	});
	expect(harness.receiver.of(event.callUuid).map((one) => one.event)).toEqual(['initiated', 'answered', 'completed']);
	expect(new Set(harness.receiver.events.map(({ callUuid }) => callUuid)).size).toBe(1);
	expect(harness.receiver.refusals).toEqual([]);
});

test('a crafted client reference comes back as it was', async () => {
	const clientReference = "a&event=x=${EPOCH}%20$[1+1],b;c#d'e\\f 100%";
	const callUuid = await harness.place({ to: '+12025558486', clientReference });
	expect(await harness.event(callUuid)).toMatchObject({ clientReference, to: '+12025558486' });
});

test('the secret is neither in the log, however verbose, nor in the spool', async () => {
	await harness.pbx.console('core set verbose 9');
	harness.receiver.mood = 'fails';
	await placeBusyCalls(1);
	const files = spooled().map((name) => readFileSync(join(harness.pbx.spool, 'outgoing', name), 'utf8'));
	expect(files.join('\n')).toContain('N8N_BODY');
	await waitUntil('A try', () => (harness.receiver.bodies.length > 0 ? true : undefined));
	harness.receiver.mood = 'takes';
	await emptySpool();
	expect(harness.receiver.bodies[0]).toContain(harness.receiver.secret);
	expect(files.join('\n')).not.toContain(harness.receiver.secret);
	const log = harness.pbx.log();
	expect([log.includes('@n8n-deliver'), log.includes(harness.receiver.secret)]).toEqual([true, false]);
});

test.each(Object.keys(OUTAGES))('n8n that %s for a minute gets each event once', async (how) => {
	const { calls, told } = (await outages.get(how)) as { calls: string[]; told: string[] };
	expect(told.sort()).toEqual(calls.map((callUuid) => `${callUuid} completed`).sort());
});
