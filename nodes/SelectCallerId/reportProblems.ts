import type { IExecuteFunctions } from 'n8n-workflow';
import type { RowProblem } from '../shared/callerId';

/** A sheet with one wrong column has as many problems as rows. */
const MAX_LISTED = 10;

/** Tells once per run which rows of the pool are not used, and why. */
export function reportProblems(context: IExecuteFunctions, problems: readonly RowProblem[]): void {
	if (problems.length === 0) return;
	const listed = problems.slice(0, MAX_LISTED).map(({ row, rule }) => `Row ${row}: ${rule}`);
	const more = problems.length > MAX_LISTED ? ` And ${problems.length - MAX_LISTED} more.` : '';
	const message = `${problems.length} of the pool's rows are not used. ${listed.join(' ')}${more}`;
	context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	context.logger.warn(message);
}
