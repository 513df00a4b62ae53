import { median, quantile } from 'simple-statistics';

/** Side-by-side measurements: ratios within one run say something, times between machines do not. */

export interface Candidate {
	name: string;
	run: () => unknown;
	/** Operations that one `run` does. */
	per: number;
	/** `run` resolves to the milliseconds it took, because it knows them better than the stopwatch around it. */
	timesItself?: true;
}

export interface Options {
	/** Rounds after the warm-up; every round runs every candidate once, in turn. */
	rounds?: number;
	/** Rounds before that, whose times do not count. */
	warmUp?: number;
	/** Which candidate the ratios are to; the first by default. */
	baseline?: string;
	/** Further candidates to show the same rates against, each in a table of its own. */
	alsoTo?: readonly string[];
}

export interface Figure {
	name: string;
	/** Operations per second, the median over all rounds. */
	perSecond: number;
	/** Rate over the baseline's, the median of each round's own ratio. */
	ratio: number;
	/** The first and the third quartile of those ratios: how far rounds differ. */
	quartiles: [number, number];
}

/** A size or a time that stands for itself. */
export interface Quantity {
	name: string;
	value: number;
	unit: string;
}

export interface Report {
	title: string;
	baseline: string;
	figures: Figure[];
}

const WARM_UP_ROUNDS = 3;

async function rate({ run, per, timesItself }: Candidate): Promise<number> {
	const start = process.hrtime.bigint();
	const own = await run();
	return timesItself ? (per * 1e3) / (own as number) : (per * 1e9) / Number(process.hrtime.bigint() - start);
}

/** @returns the rates by candidate and round */
async function measure(candidates: readonly Candidate[], rounds: number, warmUp: number): Promise<number[][]> {
	const rates = candidates.map((): number[] => []);
	for (let round = 0; round < warmUp + rounds; round++) {
		for (let turn = 0; turn < candidates.length; turn++) {
			// Another candidate goes first each round: none always runs after the same neighbor's garbage.
			const index = (turn + round) % candidates.length;
			const perSecond = await rate(candidates[index]);
			if (round >= warmUp) rates[index].push(perSecond);
		}
	}
	return rates;
}

const rounded = (value: number): number => Number(value.toFixed(3));

function toReport(
	title: string,
	candidates: readonly Candidate[],
	rates: readonly number[][],
	baseline: string,
): Report {
	const base = rates[candidates.findIndex(({ name }) => name === baseline)];
	const figures = candidates.map(({ name }, i): Figure => {
		const ratios = rates[i].map((value, round) => value / base[round]);
		const quartiles: Figure['quartiles'] = [rounded(quantile(ratios, 0.25)), rounded(quantile(ratios, 0.75))];
		return { name, perSecond: Math.round(median(rates[i])), ratio: rounded(median(ratios)), quartiles };
	});
	return { title, baseline, figures };
}

const reports: Array<Report | { title: string; quantities: readonly Quantity[] }> = [];

/**
 * Measures candidates in interleaved rounds, so that whatever slows the machine down slows them all, and prints a
 * table of rates and ratios; with `--json` on the command line, `finish` prints every report instead.
 */
export async function compare(title: string, candidates: readonly Candidate[], options: Options = {}): Promise<Report> {
	const { rounds = 15, warmUp = WARM_UP_ROUNDS, baseline = candidates[0].name, alsoTo = [] } = options;
	const rates = await measure(candidates, rounds, warmUp);
	const made = [baseline, ...alsoTo].map((name) => toReport(title, candidates, rates, name));
	reports.push(...made);
	if (!isJson()) made.forEach(print);
	return made[0];
}

/** Prints what was measured otherwise, under the same rule for `--json`. */
export function tell(title: string, quantities: readonly Quantity[]): void {
	reports.push({ title, quantities });
	if (isJson()) return;
	const width = widest(quantities);
	console.log(`\n${title}`);
	for (const { name, value, unit } of quantities)
		console.log(`  ${name.padEnd(width)}  ${value.toLocaleString('en').padStart(12)} ${unit}`);
}

const isJson = (): boolean => process.argv.includes('--json');

const widest = (named: ReadonlyArray<{ name: string }>): number => Math.max(...named.map(({ name }) => name.length));

function print({ title, baseline, figures }: Report): void {
	const width = widest(figures);
	console.log(`\n${title} (ratio to ${baseline}; half of the rounds lie between)`);
	for (const {
		name,
		perSecond,
		ratio,
		quartiles: [low, high],
	} of figures) {
		const spread = name === baseline ? '' : `  ${low.toFixed(2)}-${high.toFixed(2)}`;
		console.log(
			`  ${name.padEnd(width)}  ${perSecond.toLocaleString('en').padStart(12)} /s  ${ratio.toFixed(2).padStart(7)} x${spread}`,
		);
	}
}

/** Call at the end of a bench script: prints all reports when figures are wanted as JSON. */
export function finish(): void {
	if (isJson()) console.log(JSON.stringify(reports, null, '\t'));
}
