import { appendFileSync } from 'node:fs';
import type { FileResult } from './runJest';
import { failuresOf, timesOf, totalsOf } from './summary';

/**
 * Prints the time of each file, what failed and the totals as a command's last lines. With `SIP_TRUNK_TOTALS` the last
 * two are added to that file, from which `.ci/run` repeats them at its end.
 */
export function report(command: string, files: readonly FileResult[], startedAt: number): void {
	const seconds = (Date.now() - startedAt) / 1000;
	const totals = [failuresOf(files), totalsOf(command, files, seconds)].filter(Boolean).join('\n');
	process.stderr.write(`\n${timesOf(files)}\n\n${totals}\n`);
	if (process.env.SIP_TRUNK_TOTALS) appendFileSync(process.env.SIP_TRUNK_TOTALS, `${totals}\n`);
}
