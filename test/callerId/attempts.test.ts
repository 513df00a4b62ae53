import { selectCallerId, type NoMatch, type Choice } from '../../nodes/shared/callerId';
import { readRow } from '../../nodes/shared/callerId/readRow';
import type { PoolEntry } from '../../nodes/shared/callerId/pool';
import { strategies, type StrategyName } from '../../nodes/shared/callerId/strategies';
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
	it('attempts 1 to n visit n different numbers, and the next says that none is left', () => {
		const visited = attempts(8, (attempt) => answer(selectCallerId(pool, call(TO, { attempt, strategy }))));
		expect([...visited.slice(0, 7)].sort()).toEqual(berlin(7));
		expect(visited[7]).toBe('exhausted');
	});

	it('excluding every number used so far visits all of them, whether or not the attempt is counted too', () => {
		for (const counts of [true, false]) {
			const visited = attempts(8, (attempt, before) =>
				answer(selectCallerId(pool, call(TO, { attempt: counts ? attempt : 1, strategy, exclude: new Set(before) }))),
			);
			expect([...visited.slice(0, 7)].sort()).toEqual(berlin(7));
			expect(visited[7]).toBe('exhausted');
		}
	});

	it('a number that is always excluded is never visited, and the others once each', () => {
		const [blocked, ...others] = berlin(7);
		const visited = attempts(7, (attempt) => answer(selectCallerId(pool, call(TO, { attempt, strategy, exclude: new Set([blocked]) }))));
		expect([...visited.slice(0, 6)].sort()).toEqual(others);
		expect(visited[6]).toBe('exhausted');
	});
});

describe('the line of attempts', () => {
	it('goes on with the next rule when one has no number left', () => {
		const rows = ['+4930123456', { number: '+4922112345', prefixes: '221' }, '+431234567'];
		const defaultEntry = readRow({ number: '+12125550100' }, 0, { now: NOW }) as PoolEntry;
		const visited = attempts(6, (attempt) => {
			const result = selectCallerId(
				poolOf(rows),
				call(TO, { attempt, defaultEntry, countryMap: new Map([['DE', 'AT']]), sticky: '+431234567' }),
			);
			return result.kind === 'choice' ? result.matchedBy : result.code;
		});
		expect(visited).toEqual(['sticky', 'prefix', 'country', 'default', 'exhausted', 'exhausted']);
	});

	it('is the same for the same contact, and not for all contacts', () => {
		const line = (contact: string): string[] => attempts(7, (attempt) => answer(selectCallerId(pool, call(TO, { attempt, contact }))));
		expect(line('a')).toEqual(line('a'));
		expect(new Set(['a', 'b', 'c', 'd'].map((contact) => line(contact).join())).size).toBeGreaterThan(1);
	});

	it('says so where there was no number at all', () => {
		expect(answer(selectCallerId(pool, call('+33 1 42 68 53 00', { attempt: 3 })))).toBe('notProvisioned');
	});
});
