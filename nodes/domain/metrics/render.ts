import { BUCKETS_MS, COUNTERS, quantile, TIMINGS, type CounterName, type TimingName } from './metrics';
import type { Figures } from './recorder';

const entries = <K extends string, V>(record: Readonly<Record<K, V>>): Array<[K, V]> =>
	Object.entries(record) as Array<[K, V]>;

const round = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms * 10) / 10);

/** For people and workflows: totals, hours, and the median and 95th percentile of each timing in milliseconds. */
export function toJson({ total, hours, timings }: Figures) {
	const percentiles = entries(timings).map(([name, counts]) => [
		`${name}Ms`,
		{ p50: round(quantile(counts, 0.5)), p95: round(quantile(counts, 0.95)) },
	]);
	return {
		total,
		hours,
		...(Object.fromEntries(percentiles) as Record<`${TimingName}Ms`, { p50: number | null; p95: number | null }>),
	};
}

function counterLines([name, help]: [CounterName, string], value: number): string[] {
	const metric = `sip_trunk_events_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`;
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

/** Prometheus text exposition format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function toPrometheus({ total, timings }: Figures): string {
	const lines = [
		...entries(COUNTERS).flatMap((counter) => counterLines(counter, total[counter[0]])),
		...entries(TIMINGS).flatMap((timing) => histogramLines(timing, timings[timing[0]])),
	];
	return `${lines.join('\n')}\n`;
}
