import type { RowProblem } from '../domain/callerId';

/** A sheet with one wrong column has as many problems as rows. */
const MAX_LISTED = 10;

/** Which numbers of the pool are skipped, and why. */
export function describeProblems(problems: readonly RowProblem[]): string {
	const count = problems.length === 1 ? '1 number is skipped' : `${problems.length} numbers are skipped`;
	const listed = problems.slice(0, MAX_LISTED).map(({ row, rule }, i) => `${i === 0 ? 'row' : 'Row'} ${row}: ${rule}`);
	const more = problems.length > MAX_LISTED ? ` And ${problems.length - MAX_LISTED} more.` : '';
	return `${count}: ${listed.join(' ')}${more}`;
}
