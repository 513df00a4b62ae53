import { quantile } from 'simple-statistics';
import { N8N_VERSION } from '../../tooling/n8n/cacheFolder';
import { pause } from '../../tooling/process/pause';
import { waitUntilProcessed } from '../../tooling/testN8n/inbox';
import type { Answer } from '../../tooling/testN8n/trunk';
import { disturb, type Fault } from './faults';
import { deliverInLoops, measureCapacity, startLoad, type Sent } from './load';
import { judgeMemory, watchMemory, type MemoryReport } from './memory';
import { setUp, type StoreName, type Setup } from './setUp';
import { judgeHistories, plantFaults, type LineVerdict, type PlantedFaults } from './verdict';

export interface SoakOptions {
	/** Capacity measurement included; starting, filling the history and judging come on top. */
	minutes: number;
	progress(line: string): void;
}

export interface SoakReport {
	ok: boolean;
	/** A sentence for each thing that is not as it must be. */
	problems: string[];
	n8n: string;
	minutes: number;
	/** Events per second, each of them delivered twice: what n8n managed, and half of it. */
	capacity: number;
	rate: number;
	sent: Sent;
	/** Seconds from the beginning of the load, and what the trunk got to feel of it. */
	faults: Array<{
		what: Fault['what'];
		from: number;
		until: number;
		caughtUp: number;
		withoutAnswer: number;
		refused: number;
	}>;
	stores: Record<StoreName, LineVerdict['counts']>;
	/** How long acknowledgements took, in ms. */
	answersMs: { p50: number; p99: number; max: number };
	memory: MemoryReport | undefined;
	/** Whether the memory's growth was a criterion: a short run says nothing about it. */
	memoryJudged: boolean;
	checker: PlantedFaults;
}

/** V8 compiles what is hot; before that n8n manages half as much. */
const WARM_UP_SHARE = 0.05;
const CAPACITY_SECONDS = 15;
/**
 * What n8n gets on top of its load after its last restart, until it is as busy as it can be. Its memory is then as much
 * as it needs at most; under an even load it takes n8n, the bare Webhook node no less, twenty minutes to get there.
 */
const MEMORY_WARM_UP_SHARE = 0.1;
/** How long the load goes on after the last fault, at the least. */
const LEAST_CALM_MS = 10_000;
/** From here on, the part after the last restart is long enough for a trend. */
const LEAST_MINUTES_FOR_MEMORY = 20;

const isAcknowledged = ({ status }: Answer): boolean => typeof status === 'number' && status < 300;

/** Counts what came of the deliveries and items of a fault's time. */
function effectOf(
	{ what, from, until, caughtUp }: Fault,
	{ lines }: Setup,
	start: number,
): SoakReport['faults'][number] {
	const meanwhile = ({ at }: { at: number }): boolean => at >= from && at <= caughtUp;
	const seconds = (at: number): number => (at - start) / 1000;
	const answers = lines
		.flatMap(({ trunk }) => trunk.deliveries.filter(meanwhile))
		.filter((answer) => !isAcknowledged(answer));
	const withoutAnswer = answers.filter(({ status }) => status === 'unknown').length;
	return {
		what,
		from: seconds(from),
		until: seconds(until),
		caughtUp: seconds(caughtUp),
		withoutAnswer,
		refused: answers.length - withoutAnswer,
	};
}

const problemsOf = (
	verdicts: readonly LineVerdict[],
	memory: MemoryReport | undefined,
	checker: PlantedFaults,
): string[] => [
	...verdicts.flatMap(({ problems }) => problems),
	...(memory?.rss && memory.rss.low > 0
		? [`The memory of n8n grows by ${memory.rss.low.toFixed(2)} MB a minute or more.`]
		: []),
	...(checker.lossFound ? [] : ['The checker did not find the planted loss.']),
	...(checker.duplicateFound ? [] : ['The checker did not find the planted duplicate.']),
];

/** Drives an n8n at half of its capacity while everything it stands on is restarted, and judges what came of it. */
export async function soak({ minutes, progress }: SoakOptions): Promise<SoakReport> {
	progress('Starting Redis, PostgreSQL and n8n …');
	const setup = await setUp();
	const memoryJudged = minutes >= LEAST_MINUTES_FOR_MEMORY;
	progress('Measuring the capacity …');
	const begun = Date.now();
	await measureCapacity(setup, minutes * 60 * WARM_UP_SHARE);
	const capacity = await measureCapacity(setup, CAPACITY_SECONDS);
	const rate = capacity / 2;
	const start = Date.now();
	const runMs = begun + minutes * 60_000 - start;
	progress(
		`${capacity.toFixed(1)} events per second; going on with ${rate.toFixed(1)} for ${Math.round(runMs / 1000)} s …`,
	);

	const memoryWatch = watchMemory(setup.server.url);
	const load = startLoad(setup, rate, runMs);
	const faults = await disturb(setup, load, runMs, progress);
	if (memoryJudged) {
		progress('Warming up …');
		await deliverInLoops(setup, minutes * 60 * MEMORY_WARM_UP_SHARE);
	}
	await pause(Math.max(LEAST_CALM_MS, start + runMs - Date.now()));
	await load.end();
	const samples = await memoryWatch.stop();
	for (const { url } of setup.lines) await waitUntilProcessed(url, 120_000);

	progress('Judging …');
	const verdicts = await judgeHistories(setup);
	for (const { trunk } of setup.lines) trunk.close();
	const memory = judgeMemory(samples, faults[faults.length - 1].caughtUp);
	const planted = verdicts.map(({ history }) => plantFaults(history));
	const checker = {
		lossFound: planted.every(({ lossFound }) => lossFound),
		duplicateFound: planted.every(({ duplicateFound }) => duplicateFound),
	};
	const problems = problemsOf(verdicts, memoryJudged ? memory : undefined, checker);
	const times = setup.lines
		.flatMap(({ trunk }) => trunk.deliveries.filter(isAcknowledged))
		.map(({ answeredAfterMs }) => answeredAfterMs);
	return {
		ok: problems.length === 0,
		problems,
		n8n: N8N_VERSION,
		minutes,
		capacity,
		rate,
		sent: load.sent,
		faults: faults.map((fault) => effectOf(fault, setup, start)),
		stores: Object.fromEntries(verdicts.map(({ store, counts }) => [store, counts])) as SoakReport['stores'],
		answersMs: { p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: quantile(times, 1) },
		memory,
		memoryJudged,
		checker,
	};
}
