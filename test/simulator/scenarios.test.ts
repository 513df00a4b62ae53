import { createClock } from '../../simulator/clock';
import { createExchange, type SimulatedCall } from '../../simulator/exchange';
import { SCENARIOS, scenarioFor } from '../../simulator/scenarios';
import { until } from '../trunk/eventReceiver';

/** Runs one call through its scenario and tells what happened. */
async function play(
	lastDigits: string,
	ringTimeoutSeconds?: number,
): Promise<{ call: SimulatedCall; moments: string[] }> {
	const moments: string[] = [];
	const clock = createClock(2000);
	const exchange = createExchange(clock, (_call, moment) => void moments.push(moment));
	const call = exchange.place({
		trunk: 'unlimCall',
		from: '+12025550143',
		to: `+49301234567${lastDigits}`,
		agent: 'seat',
		ringTimeoutSeconds,
		sent: {},
	});
	await until(() => call.state === 'completed');
	clock.stop();
	return { call, moments };
}

const seconds = (from: Date | undefined, to: Date | undefined): number | undefined =>
	from && to ? (to.getTime() - from.getTime()) / 1000 : undefined;

test.each([
	['89', 'normal_clearing', 7, 196],
	['06', 'normal_clearing', 7, 31],
	['07', 'normal_clearing', 2, 2],
])('%s is answered: %s after %d s of ringing and %d s of talk', async (lastDigits, name, ring, talk) => {
	const { call, moments } = await play(lastDigits);
	expect(moments.slice(0, 4)).toEqual(['initiated', 'ringing', 'answered', 'completed']);
	expect([
		call.cause?.name,
		seconds(call.initiatedAt, call.answeredAt),
		seconds(call.answeredAt, call.endedAt),
	]).toEqual([name, ring, talk]);
	expect(call.legs.every(({ state }) => state === 'down')).toBe(true);
});

test.each([
	['01', 'user_busy', 17],
	['02', 'no_answer', 19],
	['03', 'call_rejected', 21],
	['04', 'destination_out_of_order', 27],
	['05', 'unallocated_number', 1],
	['08', 'no_user_response', 18],
	['09', 'network_out_of_order', 38],
	['14', 'subscriber_absent', 20],
])('%s is not answered: %s (Q.850 %d)', async (lastDigits, name, q850) => {
	const { call, moments } = await play(lastDigits);
	expect(moments).toEqual(['initiated', 'ringing', 'completed']);
	expect(call.answeredAt).toBeUndefined();
	expect(call.cause).toMatchObject({ name, q850 });
});

test('a ring timeout shorter than the ringing ends the call without an answer', async () => {
	const { call } = await play('89', 5);
	expect(call.cause?.name).toBe('no_answer');
	expect(seconds(call.initiatedAt, call.endedAt)).toBe(5);
});

test('every scenario is told apart by two digits, the rest of the number does not matter', () => {
	for (const [digits, scenario] of Object.entries(SCENARIOS)) {
		expect(digits).toMatch(/^\d\d$/);
		expect(scenarioFor(`+1202555${digits}`)).toBe(scenario);
		expect(scenarioFor(`+4930999${digits}`)).toBe(scenario);
	}
});

test("a hang-up while it rings is the caller's own", async () => {
	const clock = createClock(1);
	const exchange = createExchange(clock, () => undefined);
	const call = exchange.place({ trunk: 'unlimCall', from: '+12025550143', to: '+4930123456789', sent: {} });
	expect(exchange.hangUp(call)).toBe(true);
	expect(call.cause?.name).toBe('originator_cancel');
	expect(exchange.hangUp(call)).toBe(false);
	clock.stop();
});
