import type { InboxOverview } from '../inbox/overview';
import { BUCKETS_MS, COUNTERS, hourName, quantile, TIMINGS, type CounterName, type TimingName } from './metrics';
import { CALLBACK, type Counts } from './createMetrics';

const entries = <K extends string, V>(record: Readonly<Record<K, V>>): Array<[K, V]> =>
	Object.entries(record) as Array<[K, V]>;

const round = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms * 10) / 10);

/** Counts per bucket of `BUCKETS_MS`, and one for the rest. */
const bucketsOf = (counts: Counts, name: TimingName): number[] =>
	[...BUCKETS_MS, Infinity].map((_, bucket) => counts[`time:${name}:${bucket}`] ?? 0);

const countersAt = (counts: Counts, prefix: string): Record<CounterName, number> =>
	Object.fromEntries(entries(COUNTERS).map(([name]) => [name, counts[prefix + name] ?? 0])) as Record<
		CounterName,
		number
	>;

/** Callbacks that are none of the four events, by the trunk's name for them. */
const callbacksOf = (counts: Counts): Record<string, number> =>
	Object.fromEntries(
		entries(counts)
			.filter(([key]) => key.startsWith(CALLBACK))
			.map(([key, count]) => [key.slice(CALLBACK.length), count]),
	);

/** The hours in which something happened, newest first. */
const hoursOf = (counts: Counts): number[] =>
	[
		...new Set(
			Object.keys(counts)
				.filter((key) => key.startsWith('hour:'))
				.map((key) => Number(key.split(':')[1])),
		),
	].sort((a, b) => b - a);

/** For people and workflows: what is in the inbox, totals, hours, and median and 95th percentile of each timing in milliseconds. */
export function toJson(counts: Counts, inbox: InboxOverview) {
	const percentiles = entries(TIMINGS).map(([name]) => {
		const buckets = bucketsOf(counts, name);
		return [`${name}Ms`, { p50: round(quantile(buckets, 0.5)), p95: round(quantile(buckets, 0.95)) }];
	});
	return {
		inbox,
		total: countersAt(counts, 'total:'),
		hours: hoursOf(counts).map((hour) => ({ hour: hourName(hour), ...countersAt(counts, `hour:${hour}:`) })),
		callbacks: callbacksOf(counts),
		...(Object.fromEntries(percentiles) as Record<`${TimingName}Ms`, { p50: number | null; p95: number | null }>),
	};
}

function counterLines([name, help]: [CounterName, string], value: number): string[] {
	const metric = `sip_trunk_events_${snake(name)}_total`;
	return [`# HELP ${metric} ${help}`, `# TYPE ${metric} counter`, `${metric} ${value}`];
}

function histogramLines([name, help]: [TimingName, string], counts: readonly number[]): string[] {
	const metric = `sip_trunk_${name}_seconds`;
	let below = 0;
	const buckets = counts.map((count, index) => {
		below += count;
		const bound = BUCKETS_MS[index];
		return `${metric}_bucket{le="${bound === undefined ? '+Inf' : bound / 1000}"} ${below}`;
	});
	return [`# HELP ${metric} ${help}`, `# TYPE ${metric} histogram`, ...buckets, `${metric}_count ${below}`];
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Label values escape backslash, quote and line feed. */
const label = (text: string): string => text.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));

function callbackLines(counts: Counts): string[] {
	const metric = 'sip_trunk_callbacks_total';
	return [
		`# HELP ${metric} Callbacks that are none of the four events of a call, by the trunk's name for them`,
		`# TYPE ${metric} counter`,
		...entries(callbacksOf(counts)).map(([name, count]) => `${metric}{name="${label(name)}"} ${count}`),
	];
}

function inboxLines({ events, oldestWaitingSeconds, orphaned }: InboxOverview): string[] {
	const gauge = (name: string, help: string, lines: string[]): string[] => [
		`# HELP ${name} ${help}`,
		`# TYPE ${name} gauge`,
		...lines,
	];
	return [
		...gauge(
			'sip_trunk_inbox_events',
			'Events in the call store that are not done, by state',
			entries(events).map(([state, count]) => `sip_trunk_inbox_events{state="${snake(state)}"} ${count}`),
		),
		...gauge('sip_trunk_inbox_oldest_waiting_seconds', 'How long the event that has waited longest has waited', [
			`sip_trunk_inbox_oldest_waiting_seconds ${oldestWaitingSeconds}`,
		]),
		...gauge('sip_trunk_inbox_orphaned_events', 'Open events of triggers that are not active', [
			`sip_trunk_inbox_orphaned_events ${orphaned}`,
		]),
	];
}

/** Prometheus text exposition format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function toPrometheus(counts: Counts, inbox: InboxOverview): string {
	const total = countersAt(counts, 'total:');
	const lines = [
		...entries(COUNTERS).flatMap((counter) => counterLines(counter, total[counter[0]])),
		...inboxLines(inbox),
		...entries(TIMINGS).flatMap((timing) => histogramLines(timing, bucketsOf(counts, timing[0]))),
		...callbackLines(counts),
	];
	return `${lines.join('\n')}\n`;
}
