import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './manifest';

export interface Page {
	/** From the root, e.g. `docs/install.md`. */
	path: string;
	text: string;
}

export interface Block {
	language: string;
	text: string;
}

function markdownIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return markdownIn(path);
		return entry.name.endsWith('.md') ? [path] : [];
	});
}

const AT_ROOT = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** Every page that a reader can come upon. */
export const pages: Page[] = [...AT_ROOT.map((file) => join(ROOT, file)), ...markdownIn(join(ROOT, 'docs'))].map(
	(file) => ({
		path: relative(ROOT, file),
		text: readFileSync(file, 'utf8'),
	}),
);

const FENCE = /^```(\w*)\n([^]*?)^```$/gm;

export const blocksOf = ({ text }: Page): Block[] =>
	[...text.matchAll(FENCE)].map(([, language, block]) => ({ language, text: block }));

/** Links in the text, not in code. */
export function linksOf({ text }: Page): string[] {
	const prose = text.replace(FENCE, '').replace(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(
		([, link]) => link,
	);
}

/** The anchors that GitHub gives to headings. */
export const anchorsOf = ({ text }: Page): string[] =>
	[...text.replace(FENCE, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);

/** What a page sets off as a term: bold or italic text, headings, and the first cell of each row of a table. */
export function termsOf({ text }: Page): string[] {
	const prose = text.replace(FENCE, '');
	const marks = [/\*\*([^*\n]+)\*\*/g, /(?<![\w`])_([^_\n]+)_(?!\w)/g, /^#+ (.+)$/gm, /^\| *([^|\n]+?) *\|/gm];
	return marks.flatMap((mark) => [...prose.matchAll(mark)].map(([, term]) => term));
}
