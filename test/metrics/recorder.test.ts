import { BUCKETS_MS, bucketOf, quantile } from '../../nodes/domain/metrics/metrics';
import { createRecorder } from '../../nodes/domain/metrics/recorder';
import { toJson, toPrometheus } from '../../nodes/domain/metrics/render';
import { memoryStore } from '../../nodes/domain/store/memoryStore';
import { redisStore, type RedisClient } from '../../nodes/domain/store/redisStore';
import type { Store } from '../../nodes/domain/store/store';
import { describeWith, openRedis } from '../support/servers';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 5, 4, 9, 15);

function recorderAt(start = START) {
	const clock = { now: start };
	return { clock, recorder: createRecorder('health:workflow', () => clock.now) };
}

describe('the figures of one process', () => {
	test('count in total and for the hour', async () => {
		const { clock, recorder } = recorderAt();
		recorder.count('received');
		clock.now += HOUR_MS;
		recorder.count('received', 2);
		const { total, hours } = await recorder.read();
		expect(total.received).toBe(3);
		expect(hours.map(({ hour, received }) => [hour, received])).toEqual([
			['2026-06-04T10:00:00.000Z', 2],
			['2026-06-04T09:00:00.000Z', 1],
		]);
	});

	test('keep 48 hours and the total of all', async () => {
		const { clock, recorder } = recorderAt();
		recorder.count('received');
		clock.now += 49 * HOUR_MS;
		recorder.count('received');
		const { total, hours } = await recorder.read();
		expect([total.received, hours.length]).toEqual([2, 1]);
	});

	test('start at zero, with no hours and no percentiles', async () => {
		const read = await recorderAt().recorder.read();
		expect(read.hours).toEqual([]);
		expect(toJson(read).doorMs).toEqual({ p50: null, p95: null });
	});
});

describeWith('Redis', 'figures in Redis', () => {
	test('add up over processes', async () => {
		const redis = openRedis();
		const store = redisStore(redis.client as unknown as RedisClient, redis.prefix);
		const [one, two] = [recorderAt().recorder, recorderAt().recorder];
		one.count('emitted', 3);
		two.count('emitted', 4);
		two.time('door', 7);
		await Promise.all([one.share(store), two.share(store)]);
		const read = await one.read(store);
		await redis.close();
		expect([read.total.emitted, read.hours[0].emitted, read.timings.door[bucketOf(7)]]).toEqual([7, 7, 1]);
	});
});

describe('shared figures', () => {
	test('are shared once, however often they are shared', async () => {
		const store = memoryStore(() => 0);
		const { recorder } = recorderAt();
		recorder.count('emitted');
		await recorder.share(store);
		await recorder.share(store);
		expect((await recorder.read(store)).total.emitted).toBe(1);
	});

	test('are kept for the next time when the store does not answer', async () => {
		const store = memoryStore(() => 0);
		const down: Store = { ...store, add: async () => await Promise.reject(new Error('down')) };
		const { recorder } = recorderAt();
		recorder.count('emitted', 2);
		await expect(recorder.share(down)).rejects.toThrow('down');
		await recorder.share(store);
		expect((await recorder.read(store)).total.emitted).toBe(2);
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

test('Prometheus text has each counter once, cumulative buckets and a final line break', async () => {
	const { recorder } = recorderAt();
	recorder.count('refused', 2);
	recorder.time('door', 3);
	recorder.time('door', 30);
	const text = toPrometheus(await recorder.read());
	expect(text).toContain('\nsip_trunk_events_refused_total 2\n');
	expect(text).toContain('\nsip_trunk_door_seconds_bucket{le="0.005"} 1\n');
	expect(text).toContain('\nsip_trunk_door_seconds_bucket{le="+Inf"} 2\nsip_trunk_door_seconds_count 2\n');
	expect(text.match(/^# TYPE sip_trunk_events_/gm)).toHaveLength(19);
	expect(text).toContain('\nsip_trunk_events_refused_too_large_total 0\n');
	expect(text.endsWith('\n')).toBe(true);
});
