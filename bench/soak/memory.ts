import { max, mean, min } from 'simple-statistics';
import { pause } from '../../tooling/process/pause';
import { trendOf, type Point, type Trend } from './trend';

export interface MemorySample {
	at: number;
	/** Resident memory of the n8n process, in MB. */
	rss: number;
	/** What V8 has in use, garbage included, in MB. */
	heap: number;
}

const SAMPLE_EVERY_MS = 2_000;
const BLOCK_MS = 60_000;
/** Of the stretch that is looked at: caches fill, and V8 takes what memory it may before it collects. */
const WARM_UP_SHARE = 1 / 3;

/** From n8n's own metrics; undefined while it is away. */
async function sample(url: string): Promise<MemorySample | undefined> {
	const text = await fetch(`${url}/metrics`).then(
		async (response) => await response.text(),
		() => '',
	);
	const megabytes = (name: string): number => Number(new RegExp(`^n8n_${name} (\\S+)$`, 'm').exec(text)?.[1]) / 1e6;
	const [rss, heap] = [megabytes('process_resident_memory_bytes'), megabytes('nodejs_heap_size_used_bytes')];
	return Number.isFinite(rss) && Number.isFinite(heap) ? { at: Date.now(), rss, heap } : undefined;
}

/** Samples until it is told to stop. */
export function watchMemory(url: string): { stop(): Promise<MemorySample[]> } {
	const samples: MemorySample[] = [];
	let stopped = false;
	const watching = (async () => {
		while (!stopped) {
			const taken = await sample(url);
			if (taken) samples.push(taken);
			await pause(SAMPLE_EVERY_MS);
		}
	})();
	return {
		async stop() {
			stopped = true;
			await watching;
			return samples;
		},
	};
}

export interface MemoryReport {
	/** After the warm-up. */
	minutes: number;
	rssMb: { mean: number; most: number };
	heapMb: { least: number; most: number };
	/** In MB per minute; absent when the run was too short. */
	rss?: Trend;
	/** Of the least heap in each block, which is about what a collection leaves: the finer instrument. */
	heapAfterCollection?: Trend;
}

/** How the memory of one process developed, from its start (or the end of the load's last disturbance) on. */
export function judgeMemory(samples: readonly MemorySample[], since: number): MemoryReport | undefined {
	const stretch = samples.filter(({ at }) => at >= since);
	if (stretch.length === 0) return undefined;
	const from = since + (stretch[stretch.length - 1].at - since) * WARM_UP_SHARE;
	const settled = stretch.filter(({ at }) => at >= from);
	const [first, last] = [settled[0], settled[settled.length - 1]];
	const points = (of: 'rss' | 'heap'): Point[] => settled.map((one) => ({ at: one.at, value: one[of] }));
	const [rss, heap] = [settled.map((one) => one.rss), settled.map((one) => one.heap)];
	return {
		minutes: (last.at - first.at) / 60_000,
		rssMb: { mean: mean(rss), most: max(rss) },
		heapMb: { least: min(heap), most: max(heap) },
		rss: trendOf(points('rss'), BLOCK_MS),
		heapAfterCollection: trendOf(points('heap'), BLOCK_MS, min),
	};
}
