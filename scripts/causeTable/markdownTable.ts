type Cell = string | number | undefined;

export function markdownTable(titles: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string {
	const line = (cells: readonly Cell[]): string => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
	return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
