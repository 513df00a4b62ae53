/** The package in an empty folder with nothing but n8n-workflow beside it, as a stranger's n8n has it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifest, ROOT } from './support/manifest';
import { packDist } from './support/packed';

/** Prints what each class of the package describes, one JSON line for each. */
const LOAD = `
	const { NodeHelpers, Workflow } = require('n8n-workflow');
	const outputsOf = (description) => {
		const node = { id: '1', name: 'Node', type: description.name, typeVersion: 1, position: [0, 0], parameters: {} };
		node.parameters = NodeHelpers.getNodeParameters(description.properties, {}, true, false, node, description);
		const nodeType = { description };
		const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) };
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		return NodeHelpers.getNodeOutputs(workflow, node, description).length;
	};
	const { n8n } = require('n8n-nodes-sip-trunk/package.json');
	for (const path of [...n8n.nodes, ...n8n.credentials]) {
		const name = path.split('/').pop().split('.')[0];
		const { description, displayName, properties } = new (require('n8n-nodes-sip-trunk/' + path)[name])();
		const about = description ?? { displayName, properties };
		console.log(JSON.stringify([path, about.displayName, about.properties.length, description && outputsOf(description)]));
	}
`;

let host: string;
let loaded: Array<[path: string, displayName: string, properties: number, outputs: number | null]>;

beforeAll(() => {
	host = mkdtempSync(join(tmpdir(), 'sip-trunk-host-'));
	const packed = packDist();
	mkdirSync(join(host, 'node_modules'));
	cpSync(packed.folder, join(host, 'node_modules', manifest.name), { recursive: true });
	packed.remove();
	symlinkSync(join(ROOT, 'node_modules/n8n-workflow'), join(host, 'node_modules/n8n-workflow'));
	const lines = execFileSync(process.execPath, ['-e', LOAD], {
		cwd: host,
		encoding: 'utf8',
		env: { PATH: process.env.PATH },
	});
	loaded = lines
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
});
afterAll(() => rmSync(host, { recursive: true, force: true }));

it('loads every node and credential', () => {
	expect(loaded.map(([path]) => path)).toEqual([...manifest.n8n.nodes, ...manifest.n8n.credentials]);
});

it.each([...manifest.n8n.nodes, ...manifest.n8n.credentials])('%s says what it is', (path) => {
	const [, displayName, properties] = loaded.find((entry) => entry[0] === path) as (typeof loaded)[number];
	expect(displayName).toMatch(/^[A-Z]/);
	expect(properties).toBeGreaterThan(2);
});

// In n8n this is evaluated as text: what a bundler made of a function may end the expression early.
it.each(manifest.n8n.nodes)('%s has outputs that n8n can calculate', (path) => {
	const [, , , outputs] = loaded.find((entry) => entry[0] === path) as (typeof loaded)[number];
	expect(outputs).toBeGreaterThan(0);
});
