import type { InboxOverview } from '../../nodes/domain/inbox/overview';
import { BUCKETS_MS, bucketOf, COUNTERS, quantile } from '../../nodes/domain/metrics/metrics';
import { createMetrics } from '../../nodes/domain/metrics/createMetrics';
import { toJson, toPrometheus } from '../../nodes/domain/metrics/render';
import { foldMetrics, readMetrics, shareMetrics } from '../../nodes/domain/metrics/sharedMetrics';
import { StoreUnavailable, type CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 5, 4, 9, 15);
const SCOPE = { namespace: 'ns', workflowId: 'workflow' };
const EMPTY: InboxOverview = {
	events: { waiting: 0, emitted: 0, begun: 0, unconfirmed: 0, failed: 0, handedOver: 0, dead: 0 },
	oldestWaitingSeconds: 0,
	orphaned: 0,
	orphanedTriggers: [],
};

/** Processes with one store and one clock. */
function setScene() {
	const clock = { now: START };
	const now = (): number => clock.now;
	const store = memoryCallStore(now);
	const start = (name: string) => {
		const metrics = createMetrics(now);
		return { ...metrics, share: shareMetrics(metrics, SCOPE, name) };
	};
	const read = async () => toJson(await readMetrics(store, SCOPE), EMPTY);
	return { clock, store, start, read };
}

describe('counters', () => {
	test('count in total and for the hour', async () => {
		const { clock, store, start, read } = setScene();
		const { count, share } = start('a');
		count('received');
		clock.now += HOUR_MS;
		count('received', 2);
		await share(store);
		const { total, hours } = await read();
		expect(total.received).toBe(3);
		expect(hours.map(({ hour, received }) => [hour, received])).toEqual([
			['2026-06-04T10:00:00.000Z', 2],
			['2026-06-04T09:00:00.000Z', 1],
		]);
	});

	test('keep 48 hours and the total of all', async () => {
		const { clock, store, start, read } = setScene();
		const { count, share } = start('a');
		count('received');
		clock.now += 49 * HOUR_MS;
		count('received');
		await share(store);
		const { total, hours } = await read();
		expect([total.received, hours.length]).toEqual([2, 1]);
	});

	test('start at zero, with no hours and no percentiles', async () => {
		const { total, hours, receiptMs } = await setScene().read();
		expect([total.received, hours, receiptMs]).toEqual([0, [], { p50: null, p95: null }]);
	});

	test('of several processes add up', async () => {
		const { store, start, read } = setScene();
		const [one, two] = [start('a'), start('b')];
		one.count('emitted', 3);
		two.count('emitted', 4);
		two.time('receipt', 7);
		await Promise.all([one.share(store), two.share(store)]);
		const { total, receiptMs } = await read();
		expect([total.emitted, Math.ceil(receiptMs.p50 as number)]).toEqual([7, 8]);
	});

	test('are shared once, however often they are shared', async () => {
		const { store, start, read } = setScene();
		const { count, share } = start('a');
		count('emitted');
		await share(store);
		await share(store);
		expect((await read()).total.emitted).toBe(1);
	});

	test('are kept for the next time when the store does not answer', async () => {
		const { store, start, read } = setScene();
		const down: CallStore = { ...store, commit: async () => await Promise.reject(new StoreUnavailable('down')) };
		const { count, share } = start('a');
		count('emitted', 2);
		await expect(share(down)).rejects.toThrow('down');
		await share(store);
		expect((await read()).total.emitted).toBe(2);
	});

	test('count once when only the answer of the store was lost', async () => {
		const { store, start, read } = setScene();
		const deaf: CallStore = {
			...store,
			commit: async (units) => {
				await store.commit(units);
				throw new StoreUnavailable('lost');
			},
		};
		const { count, share } = start('a');
		count('emitted', 2);
		await expect(share(deaf)).rejects.toThrow('lost');
		count('emitted');
		await share(store);
		expect((await read()).total.emitted).toBe(3);
	});
});

describe('processes that are gone', () => {
	test('leave one entry behind, with the totals', async () => {
		const { clock, store, start, read } = setScene();
		for (const name of ['a', 'b', 'c']) {
			const { count, share } = start(name);
			count('emitted', 2);
			await share(store);
		}
		clock.now += 25 * HOUR_MS;
		await foldMetrics(store, SCOPE);
		await foldMetrics(store, SCOPE);
		expect((await read()).total.emitted).toBe(6);
		expect(await store.find('metrics:', { limit: 10 })).toHaveLength(1);
	});

	test('but come back, go on counting from there', async () => {
		const { clock, store, start, read } = setScene();
		const { count, share } = start('a');
		count('emitted', 2);
		await share(store);
		clock.now += 25 * HOUR_MS;
		await foldMetrics(store, SCOPE);
		count('emitted', 3);
		await share(store);
		await share(store);
		expect((await read()).total.emitted).toBe(5);
	});
});

describe('percentiles', () => {
	const countsOf = (...values: number[]): number[] => {
		const counts = Array<number>(BUCKETS_MS.length + 1).fill(0);
		for (const value of values) counts[bucketOf(value)] += 1;
		return counts;
	};

	test('are interpolated inside the bucket', () => {
		expect(quantile(countsOf(15, 15, 15, 15), 0.5)).toBe(15);
	});

	test('see the slow ones', () => {
		const values = [...Array<number>(94).fill(4), ...Array<number>(6).fill(900)];
		expect(quantile(countsOf(...values), 0.5)).toBeLessThanOrEqual(5);
		expect(quantile(countsOf(...values), 0.95)).toBeGreaterThan(500);
	});

	test('of what is beyond the last bucket are its lower bound', () => {
		expect(quantile(countsOf(9_999_999), 0.95)).toBe(300_000);
	});
});

test('Prometheus text has each metric once, cumulative buckets and a final line break', () => {
	const metrics = createMetrics(() => START);
	metrics.count('refused', 2);
	metrics.time('receipt', 3);
	metrics.time('receipt', 30);
	const text = toPrometheus(metrics.counts(), { ...EMPTY, orphaned: 4, events: { ...EMPTY.events, waiting: 3 } });
	expect(text).toContain('\nsip_trunk_events_refused_total 2\n');
	expect(text).toContain('\nsip_trunk_receipt_seconds_bucket{le="0.005"} 1\n');
	expect(text).toContain('\nsip_trunk_receipt_seconds_bucket{le="+Inf"} 2\nsip_trunk_receipt_seconds_count 2\n');
	expect(text.match(/^# TYPE sip_trunk_events_/gm)).toHaveLength(Object.keys(COUNTERS).length);
	expect(text).toContain('\nsip_trunk_events_refused_too_large_total 0\n');
	expect(text).toContain('\nsip_trunk_inbox_events{state="waiting"} 3\n');
	expect(text).toContain('\nsip_trunk_inbox_events{state="handed_over"} 0\n');
	expect(text).toContain('\nsip_trunk_inbox_orphaned_events 4\n');
	expect(text.endsWith('\n')).toBe(true);
});

test('callbacks are counted by the name that the trunk gives them, at most a hundred of them', () => {
	const metrics = createMetrics(() => START);
	metrics.countCallback('call.recording.saved');
	metrics.countCallback('call.recording.saved');
	for (let n = 0; n < 150; n += 1) metrics.countCallback(`name ${n}`);
	const { callbacks } = toJson(metrics.counts(), EMPTY);
	expect(callbacks['call.recording.saved']).toBe(2);
	expect(Object.keys(callbacks)).toHaveLength(101);
	expect(callbacks.other).toBe(51);
	expect(toPrometheus(metrics.counts(), EMPTY)).toContain(
		'\nsip_trunk_callbacks_total{name="call.recording.saved"} 2\n',
	);
});
