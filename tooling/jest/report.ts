import { appendFileSync } from 'node:fs';
import type { FileResult } from './runJest';
import { timesOf, totalsOf } from './summary';

/**
 * Prints the time of each file and the totals as a command's last lines. With `SIP_TRUNK_TOTALS` the totals are
 * added to that file, from which `.ci/run` repeats them at its end.
 */
export function report(command: string, files: readonly FileResult[], startedAt: number): void {
	const totals = totalsOf(command, files, (Date.now() - startedAt) / 1000);
	process.stderr.write(`\n${timesOf(files)}\n\n${totals}\n`);
	if (process.env.SIP_TRUNK_TOTALS) appendFileSync(process.env.SIP_TRUNK_TOTALS, `${totals}\n`);
}
