import type { SoakReport } from './soak';
import type { Trend } from './trend';

type Row = ReadonlyArray<string | number>;

function table(rows: readonly Row[]): string {
	const cells = rows.map((row) =>
		row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 1 }) : cell)),
	);
	const widths = cells[0].map((_cell, column) => Math.max(...cells.map((row) => row[column].length)));
	const line = (row: string[]): string =>
		row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ');
	return cells.map((row) => `  ${line(row)}`).join('\n');
}

const growth = ({ slope, low, high }: Trend): string =>
	`${slope.toFixed(2)} MB per minute, 95 % confidence interval ${low.toFixed(2)} to ${high.toFixed(2)}`;

function memoryLines({ memory, memoryJudged }: SoakReport): string[] {
	if (!memory?.rss || !memory.heapAfterCollection) return ['Memory: the run was too short to tell.'];
	return [
		`Memory of n8n over the last ${memory.minutes.toFixed(1)} minutes${memoryJudged ? '' : ' (too short to be judged)'}:`,
		`  resident               ${memory.rssMb.mean.toFixed(0)} MB; ${growth(memory.rss)}`,
		`  heap after collection  ${memory.heapMb.least.toFixed(0)} MB; ${growth(memory.heapAfterCollection)}`,
	];
}

/** For a person at the terminal. */
export function formatReport(report: SoakReport): string {
	const { n8n, capacity, rate, sent, faults, stores, answersMs, checker, problems } = report;
	const found = (is: boolean): string => (is ? 'found' : 'NOT found');
	return `${[
		`n8n ${n8n}: ${capacity.toFixed(1)} events per second in a closed loop, each delivered twice; driven with ${rate.toFixed(1)}`,
		`${sent.calls.toLocaleString('en')} calls (${sent.outOfOrderCalls.toLocaleString('en')} out of order); ${sent.first.toLocaleString('en')} events, each once more: ${sent.repeat.toLocaleString('en')} within a second, ${sent.late.toLocaleString('en')} minutes later`,
		`Acknowledged after ${answersMs.p50} ms (median), ${answersMs.p99} ms (99 %), ${answersMs.max} ms (slowest)`,
		'',
		table([
			['', 'at (s)', 'for (s)', 'caught up (s)', 'no answer', 'refused'],
			...faults.map(({ what, from, until, caughtUp, withoutAnswer, refused }) => [
				what,
				from,
				until - from,
				caughtUp - until,
				withoutAnswer,
				refused,
			]),
		]),
		'',
		table([
			['', 'deliveries', 'events', 'emitted', 'lost', 'duplicated', 'unexpected', 'redelivered'],
			...Object.entries(stores).map(([store, of]) => [
				store,
				of.deliveries,
				of.acknowledged,
				of.emissions,
				of.lost,
				of.duplicated,
				of.unexpected,
				of.repeated,
			]),
		]),
		'',
		...memoryLines(report),
		`The checker: a planted loss is ${found(checker.lossFound)}, a planted duplicate is ${found(checker.duplicateFound)}`,
		'',
		...(problems.length === 0
			? ['Nothing lost, nothing duplicated, nothing unexpected.']
			: [`${problems.length} problems:`, ...problems]),
	].join('\n')}\n`;
}
