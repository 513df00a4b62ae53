import type { RowProblem } from '../domain/callerId';

/** A sheet with one wrong column has as many problems as rows. */
const MAX_LISTED = 10;

/** Which rows of the pool are not used, and why. */
export function describeProblems(problems: readonly RowProblem[]): string {
	const listed = problems.slice(0, MAX_LISTED).map(({ row, rule }) => `Row ${row}: ${rule}`);
	const more = problems.length > MAX_LISTED ? ` And ${problems.length - MAX_LISTED} more.` : '';
	return `Rows of the number pool that are not used: ${problems.length}. ${listed.join(' ')}${more}`;
}
