/** The soak's two-minute form: every restart, with the n8n, the servers and the judgment of `npm run soak` (docs/soak.md). */
import { soak, type SoakReport } from '../../../bench/soak/soak';
import { releaseAll } from '../../../tooling/process/release';
import { report } from '../../../tooling/testN8n/report';

let found: SoakReport;

beforeAll(async () => {
	found = await soak({ minutes: 2, progress: () => undefined });
	report('Two minutes of soak', { ...found });
}, 1_200_000);
afterAll(releaseAll);

it('drives n8n through every fault, one after the other', () => {
	expect(found.faults.map(({ what }) => what)).toEqual([
		'restart of Redis',
		'restart of PostgreSQL',
		'kill -9 of n8n',
		'restart of n8n',
	]);
	expect(found.faults.filter(({ from }, index) => index > 0 && from < found.faults[index - 1].until)).toEqual([]);
});

it('delivers over all call stores, repeated, late and out of order', () => {
	expect(Object.values(found.stores).every(({ acknowledged }) => acknowledged > 100)).toBe(true);
	for (const what of ['repeat', 'late', 'outOfOrderCalls'] as const) expect(found.sent[what]).toBeGreaterThan(10);
});

it.each(['embedded', 'redis', 'postgres'] as const)(
	'loses nothing, duplicates nothing, emits nothing unexpected with %s',
	(store) => {
		expect(found.stores[store]).toMatchObject({ lost: 0, duplicated: 0, unexpected: 0 });
	},
);

it('has no problem to tell of', () => expect(found.problems).toEqual([]));

it('is judged by a checker that finds a planted loss and a planted duplicate', () => {
	expect(found.checker).toEqual({ lossFound: true, duplicateFound: true });
});
