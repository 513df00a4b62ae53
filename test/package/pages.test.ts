/** README and docs: every link leads somewhere, every command exists, every parameter is there. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { manifest, ROOT } from './support/manifest';
import { anchorsOf, blocksOf, linksOf, pages, termsOf, type Page } from './support/pages';

const pageAt = (path: string): Page | undefined => pages.find((page) => page.path === path);
const isLocal = (link: string): boolean => !/^[a-z]+:/i.test(link);

/** @returns the path and the anchor that a link of a page leads to */
function target({ path }: Page, link: string): { file: string; anchor?: string } {
	const [file, anchor] = link.split('#');
	return { file: file === '' ? path : normalize(join(dirname(path), file)).replace(/\/$/, ''), anchor };
}

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_path, page) => {
	it('has no dead link', () => {
		const dead = linksOf(page)
			.filter(isLocal)
			.filter((link) => {
				const { file, anchor } = target(page, link);
				if (!existsSync(join(ROOT, file))) return true;
				const linked = pageAt(file);
				return anchor !== undefined && linked !== undefined && !anchorsOf(linked).includes(anchor);
			});
		expect(dead).toEqual([]);
	});

	it('names only commands that package.json has', () => {
		const named = [...page.text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
		expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});

	it('has well-formed JSON in its examples', () => {
		const broken = blocksOf(page)
			.filter(({ language }) => language === 'json')
			.filter(({ text }) => {
				try {
					JSON.parse(text);
					return false;
				} catch {
					return true;
				}
			});
		expect(broken).toEqual([]);
	});

	it('ends every block of code', () => {
		expect((page.text.match(/^```/gm) ?? []).length % 2).toBe(0);
	});
});

it('names the tarball that npm pack makes', () => {
	const named = pages.flatMap(({ text }) => [...text.matchAll(/n8n-nodes-sip-trunk-[\d.]+tgz/g)].map(([name]) => name));
	expect(new Set(named)).toEqual(new Set([`${manifest.name}-${manifest.version}.tgz`]));
});

it('says of the n8n that the tests install that it was tested', () => {
	const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'tooling/n8n/pinned/package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	expect(pageAt('docs/install.md')?.text).toContain(`Tested with n8n ${dependencies.n8n},`);
});

it('has no page that nothing links to', () => {
	const reached = new Set<string>(['README.md']);
	for (const path of reached) {
		const page = pageAt(path);
		for (const link of page ? linksOf(page).filter(isLocal) : []) reached.add(target(page as Page, link).file);
	}
	expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});

/** The labels of all parameters, those inside collections too; notices and the like are left out. */
function labelsOf(properties: INodeProperties[]): string[] {
	return properties.flatMap((property) => {
		if (['hidden', 'notice', 'callout'].includes(property.type)) return [];
		const inner = (property.options ?? []) as Array<INodeProperties | INodePropertyOptions | INodePropertyCollection>;
		const nested = inner.flatMap((option) =>
			'values' in option ? labelsOf(option.values) : 'type' in option ? labelsOf([option as INodeProperties]) : [],
		);
		return property.name === 'options' ? nested : [property.displayName, ...nested];
	});
}

const kebab = (name: string): string =>
	name.replace(/[A-Z]+(?![a-z])|[A-Z]/g, (letters, at) => (at > 0 ? '-' : '') + letters.toLowerCase());

describe.each(manifest.n8n.nodes.map((path) => (/([^/]+)\.node\.js$/.exec(path) as RegExpExecArray)[1]))(
	'the page of %s',
	(name) => {
		const { [name]: Node } = jest.requireActual<Record<string, new () => INodeType>>(
			join(ROOT, 'nodes', name, `${name}.node.ts`),
		);
		const page = pageAt(`docs/nodes/${kebab(name)}.md`) as Page;

		it('has every parameter by its label, set off from the text', () => {
			const terms = termsOf(page);
			const labels = new Set(labelsOf(new Node().description.properties).map((label) => label.replace(/ \(.+\)$/, '')));
			expect([...labels].filter((label) => !terms.some((term) => term.includes(label)))).toEqual([]);
		});
	},
);
