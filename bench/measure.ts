/** Side-by-side measurements: ratios within one run say something, times between machines do not. */

export interface Candidate {
	name: string;
	run: () => unknown;
	/** Operations that one `run` does. */
	per: number;
}

export interface Options {
	/** Rounds after the warm-up; every round runs every candidate once, in turn. */
	rounds?: number;
	/** Which candidate the ratios are to; the first by default. */
	baseline?: string;
}

export interface Figure {
	name: string;
	/** Operations per second, the median over all rounds. */
	perSecond: number;
	/** Rate over the baseline's, the median of each round's own ratio. */
	ratio: number;
}

export interface Report {
	title: string;
	baseline: string;
	figures: Figure[];
}

const WARM_UP_ROUNDS = 3;

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function rate({ run, per }: Candidate): Promise<number> {
	const start = process.hrtime.bigint();
	await run();
	return (per * 1e9) / Number(process.hrtime.bigint() - start);
}

const reports: Report[] = [];

/**
 * Measures candidates in interleaved rounds, so that whatever slows the machine down slows them all, and prints a
 * table of rates and ratios; with `--json` on the command line, `finish` prints every report instead.
 */
export async function compare(title: string, candidates: readonly Candidate[], options: Options = {}): Promise<Report> {
	const { rounds = 15, baseline = candidates[0].name } = options;
	const rates = candidates.map((): number[] => []);
	for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
		for (let turn = 0; turn < candidates.length; turn++) {
			// Another candidate goes first each round: none always runs after the same neighbour's garbage.
			const index = (turn + round + WARM_UP_ROUNDS) % candidates.length;
			const perSecond = await rate(candidates[index]);
			if (round >= 0) rates[index].push(perSecond);
		}
	}
	const base = rates[candidates.findIndex(({ name }) => name === baseline)];
	const figures = candidates.map(({ name }, i) => ({
		name,
		perSecond: Math.round(median(rates[i])),
		ratio: Number(median(rates[i].map((value, round) => value / base[round])).toFixed(3)),
	}));
	const report = { title, baseline, figures };
	reports.push(report);
	if (!isJson()) print(report);
	return report;
}

const isJson = (): boolean => process.argv.includes('--json');

function print({ title, baseline, figures }: Report): void {
	const width = Math.max(...figures.map(({ name }) => name.length));
	console.log(`\n${title} (ratio to ${baseline})`);
	for (const { name, perSecond, ratio } of figures) {
		console.log(`  ${name.padEnd(width)}  ${perSecond.toLocaleString('en').padStart(12)} /s  ${ratio.toFixed(2).padStart(7)} x`);
	}
}

/** Call at the end of a bench script: prints all reports when figures are wanted as JSON. */
export function finish(): void {
	if (isJson()) console.log(JSON.stringify(reports, null, '\t'));
}
