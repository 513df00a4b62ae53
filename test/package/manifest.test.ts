/** What `npm publish` would send: all that runs, and nothing else. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, ROOT } from './support/manifest';
import { packDist, type Packed } from './support/packed';

/** Room for code of our own to grow; a library that slips into the bundle exceeds it. */
const LIMIT_BYTES = 950_000;
/** npm adds these whatever `files` says. */
const ALWAYS = ['LICENSE', 'README.md', 'package.json'];

let packed: Packed;
beforeAll(() => {
	packed = packDist();
});
afterAll(() => packed?.remove());

const read = (path: string): string => readFileSync(join(packed.folder, path), 'utf8');
/** Icons that a class names, where n8n looks for them: beside the file that it requires. */
const iconsIn = (path: string): string[] => {
	const source = readFileSync(join(ROOT, path.replace(/^dist\//, '').replace(/js$/, 'ts')), 'utf8');
	return [...source.matchAll(/file:([\w.]+\.svg)/g)].map(([, icon]) => icon);
};

it('holds compiled code, icons, codex files, the licences and the README, and nothing else', () => {
	const others = packed.files.filter(
		(file) => !ALWAYS.includes(file) && !/^dist\/(nodes|credentials)\/.+\.(js|svg|node\.json)$/.test(file),
	);
	expect(others).toEqual(['dist/THIRD_PARTY_NOTICES.txt']);
	expect(packed.files).toEqual(expect.arrayContaining(ALWAYS));
});

it('is at most 950 KB unpacked', () => {
	expect(packed.unpackedSize).toBeLessThanOrEqual(LIMIT_BYTES);
});

it('brings no runtime dependency', () => {
	expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
});

it('names the licence of the library that it contains', () => {
	expect(read('dist/THIRD_PARTY_NOTICES.txt')).toMatch(/libphonenumber-js [\d.]+ is contained[^]+MIT License/);
});

describe.each(manifest.n8n.nodes)('%s', (entry) => {
	it('is there, with a codex of its own beside it', () => {
		const codex = JSON.parse(read(entry.replace(/\.js$/, '.json'))) as {
			node: string;
			categories: string[];
			alias: string[];
		};
		const [, file] = /([^/]+)\.node\.js$/.exec(entry) as RegExpExecArray;
		expect(codex.node).toBe(`${manifest.name}.${file[0].toLowerCase()}${file.slice(1)}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.alias.length).toBeGreaterThan(4);
	});
});

describe.each([...manifest.n8n.nodes, ...manifest.n8n.credentials])('%s', (entry) => {
	it('has an icon for the light theme and another one for the dark theme', () => {
		const icons = iconsIn(entry);
		expect(icons).toHaveLength(2);
		const [light, dark] = icons.map((icon) => join(entry, '..', icon));
		expect([light, dark].filter((icon) => !existsSync(join(packed.folder, icon)))).toEqual([]);
		expect(read(light)).not.toBe(read(dark));
	});
});
