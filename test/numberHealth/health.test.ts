/** From the ends of calls to a number that rests, in a store. */
import { choose } from '../../nodes/SelectCallerId/choose';
import { compilePool, hashText } from '../../nodes/domain/callerId';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import { addCalls, tallyOf } from '../../nodes/domain/numberHealth/count';
import { describeHealth } from '../../nodes/domain/numberHealth/describe';
import { readNumberHealth } from '../../nodes/domain/numberHealth/readHealth';
import { addDays, DAY_MS, dayOf } from '../../nodes/domain/numberHealth/record';
import { parseNumber, type ParsedNumber } from '../../nodes/domain/phone';
import { memoryCallStore } from '../store/memoryCallStore';

const END: CallEvent = {
	provider: 'unlimCall',
	event: 'completed',
	callUuid: 'call-1',
	direction: 'outbound',
	from: '+12025550143',
	fromValid: true,
	to: '+12025550188',
	toValid: true,
	occurredAt: '2026-11-20T10:00:00.000Z',
	receivedAt: '2026-11-20T10:00:01.000Z',
};

describe('the end of a call counts', () => {
	test.each<[string, Partial<CallEvent>, object]>([
		['as answered', { durationSeconds: 61 }, { answered: 1, short: 0, rejected: 0 }],
		['as short up to 6 seconds', { durationSeconds: 6 }, { answered: 1, short: 1 }],
		['as answered with an unknown talk time', { answeredAt: '2026-11-20T09:59:00Z' }, { answered: 1, short: 0 }],
		['as not answered', { durationSeconds: 0, hangupCauseCode: 19 }, { answered: 0, short: 0, rejected: 0 }],
		['as rejected by Q.850 21', { durationSeconds: 0, hangupCauseCode: 21 }, { answered: 0, rejected: 1 }],
		['as rejected by SIP 607 Unwanted', { durationSeconds: 0, sipStatus: 607 }, { rejected: 1 }],
	])('%s', (_title, more, counts) => {
		expect(tallyOf({ ...END, ...more })).toMatchObject({ day: '2026-11-20', counts: { calls: 1, ...counts } });
	});

	test.each<[string, Partial<CallEvent>]>([
		['another event', { event: 'answered' }],
		['a call that came in', { direction: 'inbound' }],
		['a caller ID that is not a number', { fromValid: false }],
	])('nothing for %s', (_title, more) => {
		expect(tallyOf({ ...END, ...more })).toBeUndefined();
	});
});

const START = Date.parse('2026-11-01T12:00:00Z');
const POOL = ['a', 'b', 'c', 'd'];

/** Two weeks at 20 %, then two days on which the first number is at 10 %. */
async function worn() {
	let now = START;
	const store = memoryCallStore(() => now);
	for (let day = 0; day < 16; day += 1) {
		now = START + day * DAY_MS;
		for (const key of POOL) {
			const counts = { calls: 400, answered: key === 'a' && day >= 14 ? 40 : 80, short: 0, rejected: 0 };
			await addCalls(store, key, [{ day: dayOf(now), counts }]);
		}
	}
	return { store, pass: (days: number) => (now += days * DAY_MS), today: () => dayOf(now) };
}

describe('a number whose answer rate fell', () => {
	test('rests, with the figures that say why, and comes back after three days', async () => {
		const { store, pass, today } = await worn();
		pass(1);
		const { numbers } = await readNumberHealth(store, POOL);
		expect(numbers.map(({ isResting }) => isResting)).toEqual([true, false, false, false]);
		expect(describeHealth(numbers[0], today())).toMatchObject({
			state: 'resting',
			restsUntil: addDays(today(), 3),
			reason:
				'10.0 % of its calls were answered, significantly fewer than before (20.0 %) and than with the other numbers (20.0 %).',
			lastTwoDays: { calls: 800, answered: 80, answerRate: 0.1 },
		});
		pass(2);
		expect((await readNumberHealth(store, POOL)).numbers[0].isResting).toBe(true);
		pass(1);
		expect((await readNumberHealth(store, POOL)).numbers[0].isResting).toBe(false);
	});

	test('goes on when it is the only one', async () => {
		const { store, pass } = await worn();
		pass(1);
		expect((await readNumberHealth(store, ['a'])).numbers[0].isResting).toBe(false);
	});
});

describe('Select Caller ID', () => {
	const pool = compilePool([{ number: '+12025550143' }, { number: '+12025550188' }], {
		now: new Date(),
		areaCodes: true,
	});
	const select = async (resting: string[]) => {
		const run = {
			id: 'run',
			pool,
			strategy: 'stable' as const,
			onNoMatch: 'output' as const,
			outputField: 'callerId',
			dailyCap: Infinity,
			remember: false,
			includeCandidates: false,
			resting: new Set(resting),
			warn: () => undefined,
		};
		const { result } = await choose(run, {
			destination: parseNumber('+12125550123') as ParsedNumber,
			strategy: 'stable',
			attempt: 1,
			contact: 'contact',
			exclude: new Set(),
			countryMap: new Map(),
			lendSeatNumbers: false,
			remember: false,
			dailyCap: Infinity,
			tie: { contact: hashText('contact'), item: hashText('item') },
		});
		return result.kind === 'choice' ? result.entry.number : result.code;
	};

	test('passes over a number that rests', async () => {
		expect(await select(['+12025550143'])).toBe('+12025550188');
		expect(await select(['+12025550188'])).toBe('+12025550143');
	});

	test('takes a resting number when no other is left', async () => {
		expect(['+12025550143', '+12025550188']).toContain(await select(['+12025550143', '+12025550188']));
	});
});
