import { selectCallerId, type NoMatch, type Choice } from '../../nodes/domain/callerId';
import { readRow } from '../../nodes/domain/callerId/readRow';
import type { PoolEntry } from '../../nodes/domain/callerId/pool';
import { strategies, type StrategyName } from '../../nodes/domain/callerId/strategies';
import { berlin, call, NOW, poolOf } from './ask';

const TO = '+49 221 123456';
const pool = poolOf(berlin(7).map((number, i) => ({ number, weight: i + 1 })));
const answer = (result: Choice | NoMatch): string => (result.kind === 'choice' ? result.entry.number : result.code);
const attempts = (count: number, of: (attempt: number, before: string[]) => string): string[] => {
	const before: string[] = [];
	for (let attempt = 1; attempt <= count; attempt++) before.push(of(attempt, before));
	return before;
};

describe.each(Object.keys(strategies) as StrategyName[])('with strategy %s', (strategy) => {
	it('attempts 1 to n visit n different numbers, and then the line starts over and says so', () => {
		const visited = attempts(14, (attempt) => answer(selectCallerId(pool, call(TO, { attempt, strategy }))));
		expect([...visited.slice(0, 7)].sort()).toEqual(berlin(7));
		expect(visited.slice(7)).toEqual(visited.slice(0, 7));
		const repeats = [1, 7, 8, 15].map(
			(attempt) => (selectCallerId(pool, call(TO, { attempt, strategy })) as Choice).repeats,
		);
		expect(repeats).toEqual([false, false, true, true]);
	});

	it('excluding every number used so far visits all of them and then none, whether or not the attempt is counted too', () => {
		for (const counts of [true, false]) {
			const visited = attempts(8, (attempt, before) =>
				answer(selectCallerId(pool, call(TO, { attempt: counts ? attempt : 1, strategy, exclude: new Set(before) }))),
			);
			expect([...visited.slice(0, 7)].sort()).toEqual(berlin(7));
			expect(visited[7]).toBe('exhausted');
		}
	});

	it('a number that is always excluded is never visited, and the others in turn', () => {
		const [blocked, ...others] = berlin(7);
		const visited = attempts(12, (attempt) =>
			answer(selectCallerId(pool, call(TO, { attempt, strategy, exclude: new Set([blocked]) }))),
		);
		expect([...visited.slice(0, 6)].sort()).toEqual(others);
		expect(visited.slice(6)).toEqual(visited.slice(0, 6));
	});
});

describe('the line of attempts', () => {
	const defaultEntry = readRow({ number: '+12125550100' }, 0, { now: NOW }) as PoolEntry;
	const rules = (rows: unknown[], count: number, more: object): string[] =>
		attempts(count, (attempt) => {
			const result = selectCallerId(
				poolOf(rows),
				call(TO, { defaultEntry, countryMap: new Map([['DE', 'AT']]), attempt, ...more }),
			);
			return result.kind === 'choice' ? result.matchedBy : result.code;
		});

	it('goes through all rules that are right for the destination, and not on to foreign numbers', () => {
		const rows = ['+4930123456', { number: '+4922112345', prefixes: '221' }, '+431234567'];
		expect(rules(rows, 4, { sticky: '+4930123456' })).toEqual(['sticky', 'prefix', 'sticky', 'prefix']);
		expect(rules(rows, 3, {})).toEqual(['prefix', 'country', 'prefix']);
	});

	it('goes to foreign numbers when the others are excluded', () => {
		const exclude = new Set(['+4930123456']);
		expect(rules(['+4930123456', '+431234567'], 2, { exclude })).toEqual(['mappedCountry', 'mappedCountry']);
		expect(rules(['+4930123456'], 2, { exclude })).toEqual(['default', 'default']);
	});

	it('is the same for the same contact, and not for all contacts', () => {
		const line = (contact: string): string[] =>
			attempts(7, (attempt) => answer(selectCallerId(pool, call(TO, { attempt, contact }))));
		expect(line('a')).toEqual(line('a'));
		expect(new Set(['a', 'b', 'c', 'd'].map((contact) => line(contact).join())).size).toBeGreaterThan(1);
	});

	it('is not there where no number is provisioned', () => {
		expect(answer(selectCallerId(pool, call('+33 1 42 68 53 00', { attempt: 3 })))).toBe('notProvisioned');
	});
});
