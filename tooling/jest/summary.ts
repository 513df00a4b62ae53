import type { FileResult } from './runJest';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** One line per file, the slowest first: seconds, file, and what did not pass. */
export function timesOf(files: readonly FileResult[]): string {
	const bySeconds = [...files].sort((one, other) => other.seconds - one.seconds);
	return bySeconds
		.map(({ seconds, file, failed, skipped }) => {
			const notes = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
			return [seconds.toFixed(1).padStart(8), file, ...notes].join('  ');
		})
		.join('\n');
}

const MOST_LINES = 15;
// eslint-disable-next-line no-control-regex -- the colors of a terminal begin with it
const COLOR = /\u001b\[\d*m/g;

/** Each failed test by its file and name, with the first lines of what it says. */
export function failuresOf(files: readonly FileResult[]): string {
	const all = files.flatMap(({ file, failures }) => failures.map((failure) => `${file} › ${failure}`));
	return all.map((failure) => failure.replace(COLOR, '').split('\n').slice(0, MOST_LINES).join('\n')).join('\n');
}

/** One line for the whole command. @param seconds of wall time; files that run side by side take less than their sum */
export function totalsOf(command: string, files: readonly FileResult[], seconds: number): string {
	const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((how) =>
		sum(files.map((file) => file[how])),
	);
	return `${command}: ${files.length} files, ${passed} tests passed, ${failed} failed, ${skipped} skipped, ${Math.round(seconds)} s`;
}
