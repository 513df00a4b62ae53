/** Twenty ways in which a call can end, over real SIP: what RFC 3261 and the numbers say, not what the adapter says. */
import { headerOf } from '../../tooling/pbx/sipMessages';
import { waitUntil } from '../../tooling/process/pause';
import { mapWith, settingsWith } from '../disposition/mapWith';
import { usePbx } from './support/usePbx';

const harness = usePbx();

/** The last three digits choose what the phone does (`tooling/pbx/phoneScenario.ts`). */
const ENDS: ReadonlyArray<readonly [to: string, outcome: string, sipStatus: number]> = [
	['+12025550486', 'busy', 486],
	['+14155550600', 'busy', 600],
	['+16135550480', 'noAnswer', 480],
	['+442079460408', 'noAnswer', 408],
	['+442079460603', 'rejected', 603],
	['+442079460403', 'rejected', 403],
	['+493023125404', 'invalidNumber', 404],
	['+493023125410', 'invalidNumber', 410],
	['+493023125484', 'invalidNumber', 484],
	['+33199000487', 'canceled', 487],
	['+33199000488', 'unreachable', 488],
	['+33199000500', 'unreachable', 500],
	['+34910123502', 'unreachable', 502],
	['+34910123503', 'congestion', 503],
	['+61255500607', 'screened', 607],
	['+61255500608', 'screened', 608],
	['+61255500693', 'screened', 603],
];

/** Each caller ID once, so that a From header belongs to one call. */
const callerOf = (to: string): string => `+1202555${1000 + ENDS.findIndex(([number]) => number === to)}`;

describe('calls that a phone or a carrier refuses', () => {
	const placed = new Map<string, string>();
	beforeAll(async () => {
		await Promise.all(
			ENDS.map(async ([to]) => {
				placed.set(to, await harness.place({ to, from: callerOf(to), contactId: `contact ${to}` }));
			}),
		);
	});

	test.each(ENDS)('%s is %s', async (to, outcome, sipStatus) => {
		const event = await harness.event(placed.get(to) as string);
		expect(event).toMatchObject({
			from: callerOf(to),
			to,
			contactId: `contact ${to}`,
			durationSeconds: 0,
			direction: 'outbound',
		});
		expect(event.sipStatus).toBe(sipStatus);
		expect(event.answeredAt).toBeUndefined();
		expect(mapWith(event).outcome).toBe(outcome);
	});

	test.each(ENDS)('%s was rung from the caller ID that was asked for', (to) => {
		const [invite] = harness.leg(harness.carrier, to);
		expect(headerOf(invite, 'From')).toMatch(new RegExp(`^<sip:\\${callerOf(to)}@`));
		expect(headerOf(invite, 'P-Asserted-Identity')).toMatch(new RegExp(`^<sip:\\${callerOf(to)}@`));
	});

	test('each event came once', async () => {
		const keys = harness.receiver.events.map(({ callUuid, event }) => `${callUuid} ${event}`);
		expect(keys.filter((key) => key.endsWith('completed'))).toHaveLength(ENDS.length);
		expect(new Set(keys).size).toBe(keys.length);
		expect(harness.receiver.refusals).toEqual([]);
	});
});

test.each([
	['that the contact ends', '+12025551200', 'contact'],
	['that the other side ends', '+12025551201', 'dialplan'],
	['with early media before the answer', '+12025551183', 'dialplan'],
])('a call %s is connected', async (_title, to, hangupSource) => {
	const callUuid = await harness.place({ to });
	const event = await harness.event(callUuid);
	// A phone here answers at once and talks for seconds, which is what a screening looks like.
	expect(mapWith(event, settingsWith({ fastTalkSeconds: 0 })).outcome).toBe('connected');
	expect(event).toMatchObject({ hangupSource, answeredAt: expect.any(String), endedAt: expect.any(String) });
	expect(event.durationSeconds).toBeGreaterThan(1.5);
	expect(event.durationSeconds).toBeLessThan(10);
	expect(event.ringSeconds).toBeGreaterThan(0.3);
	expect((await harness.event(callUuid, 'answered')).answeredAt).toBe(event.answeredAt);
});

test('a call that nobody answers in time is no answer', async () => {
	const callUuid = await harness.place({ to: '+12025552180', options: { ringTimeout: 2 } });
	const event = await harness.event(callUuid);
	expect(mapWith(event).outcome).toBe('noAnswer');
	expect(event.ringSeconds).toBeGreaterThanOrEqual(1.9);
	expect(harness.leg(harness.carrier, '+12025552180').some(({ line }) => line.startsWith('CANCEL'))).toBe(true);
});

test('a call that n8n hangs up while it rings is canceled', async () => {
	const callUuid = await harness.place({ to: '+12025553180' });
	await waitUntil('Ringing', async () =>
		(await harness.run({ operation: 'get', callUuid })).event === 'ringing' ? true : undefined,
	);
	await expect(harness.run({ operation: 'hangUp', callUuid })).resolves.toMatchObject({ hungUp: true });
	expect(mapWith(await harness.event(callUuid)).outcome).toBe('canceled');
	expect(harness.leg(harness.carrier, '+12025553180').some(({ line }) => line.startsWith('CANCEL'))).toBe(true);
});

test('a trunk that Asterisk does not have is refused before anything is dialed', async () => {
	await expect(
		harness.place({ to: '+12025554200' }, { asteriskContactDial: 'PJSIP/{to}@nosuch' }),
	).rejects.toMatchObject({
		message: expect.stringContaining('Allocation failed'),
		description: expect.stringContaining('Nothing was dialed'),
	});
	expect(harness.leg(harness.carrier, '+12025554200')).toEqual([]);
});
