import { choose } from '../../nodes/SelectCallerId/choose';
import type { Run } from '../../nodes/SelectCallerId/readRun';
import { usageIn } from '../../nodes/domain/callerId';
import { memoryCallStore } from '../store/memoryCallStore';
import { berlin, call, poolOf } from './ask';

describe('a usage store that does not answer', () => {
	let asked = 0;
	const refuse = async (): Promise<never> => {
		asked += 1;
		throw new Error('connect ECONNREFUSED');
	};
	const down = { ...memoryCallStore(() => 0), commit: refuse, read: refuse };
	const warnings: string[] = [];
	const run: Run = {
		id: 'run',
		pool: poolOf(berlin(3)),
		strategy: 'roundRobin',
		onNoMatch: 'output',
		outputField: 'callerId',
		dailyCap: Infinity,
		remember: false,
		includeCandidates: false,
		resting: new Set<string>(),
		usage: usageIn({
			store: down,
			namespace: 'test',
			pseudonym: (text) => text,
			now: () => 0,
			dayOf: () => 'today',
		}),
		warn: (message) => warnings.push(message),
	};

	it('is asked once in a run; every item gets a stable choice, marked, and one warning says so', async () => {
		const outcomes = [];
		for (const contact of ['a', 'b', 'c'])
			outcomes.push(await choose(run, call('+49 221 123456', { contact, strategy: 'roundRobin' as const })));
		expect(outcomes).toMatchObject(
			outcomes.map(() => ({ strategy: 'stable', usageStore: 'unavailable', result: { kind: 'choice' } })),
		);
		expect(asked).toBe(1);
		expect(warnings).toEqual([
			'The usage store did not answer, so numbers were chosen without it: connect ECONNREFUSED',
		]);
	});
});
