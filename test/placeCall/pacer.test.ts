import fc from 'fast-check';
import { createPacer } from '../../nodes/PlaceCall/place/pacer';
import { useTrunk } from './harness';

/** The most departures that any rolling second sees. */
function busiestSecond(departures: readonly number[]): number {
	const sorted = [...departures].sort((a, b) => a - b);
	return Math.max(...sorted.map((start) => sorted.filter((at) => at >= start && at < start + 1000).length));
}

/** When the requests leave that are asked for at these moments. */
function departuresOf(perSecond: number, moments: readonly number[]): number[] {
	let now = 0;
	const reserve = createPacer(() => now);
	return moments.map((moment) => {
		now = moment;
		return moment + reserve('trunk', perSecond);
	});
}

test.each([1, 2, 5, 50])('a burst leaves at %d per second', (perSecond) => {
	const departures = departuresOf(perSecond, Array<number>(200).fill(0));
	expect(busiestSecond(departures)).toBe(perSecond);
});

test('less than one per second is spaced out', () => {
	const departures = departuresOf(0.5, [0, 0, 0]);
	expect(departures).toEqual([0, 2050, 4100]);
});

test('nobody waits who need not', () => {
	expect(departuresOf(2, [0, 100, 1200])).toEqual([0, 100, 1200]);
});

test('two trunks do not wait for each other', () => {
	const reserve = createPacer(() => 0);
	expect([reserve('one', 1), reserve('two', 1), reserve('one', 1)]).toEqual([0, 0, 1050]);
});

test('no rolling second sees more, whenever the requests come', () => {
	const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 80 });
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 20 }), gaps, (perSecond, list) => {
			let at = 0;
			const moments = list.map((gap) => (at += gap));
			return busiestSecond(departuresOf(perSecond, moments)) <= perSecond;
		}),
	);
});

describe('over real HTTP', () => {
	const trunk = useTrunk();

	test('two executions of one credential share its pace at the trunk', async () => {
		const items = Array.from({ length: 8 }, () => ({}));
		const parameters = (run: string) => (item: number) => ({
			from: '+12025550143',
			to: '+4930123456789',
			clientReference: `${run}-${item}`,
			options: { callsPerSecond: 5 },
		});
		const startedAt = Date.now();
		await Promise.all(['one', 'two'].map(async (run) => await trunk.run({ items, parameters: parameters(run) })));
		const arrivals = trunk.simulator.calls.map(({ initiatedAt }) => initiatedAt.getTime());
		expect(arrivals).toHaveLength(16);
		// A busy machine delivers late and so closer together; what it cannot do is deliver the 16th before its second.
		expect(Math.max(...arrivals) - startedAt).toBeGreaterThanOrEqual(3000);
	});
});
