import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

const withoutPadding = (line: string): string =>
	line.startsWith('|')
		? line
				.replace(/\s*\|\s*/g, ' | ')
				.replace(/ {2,}/g, ' ')
				.trim()
		: line;

/** A page of the documentation, its tables without the spaces that align their columns. */
export const readPage = (path: string): string =>
	readFileSync(join(ROOT, path), 'utf8').split('\n').map(withoutPadding).join('\n');
