import { median } from 'simple-statistics';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../tooling/packTarball';
import { temporaryFolder } from '../tooling/process/temporaryFolder';
import { releaseAll } from '../tooling/process/release';
import { n8n } from '../package.json';
import { finish, tell } from './measure';

/**
 * What installing the package costs: its size, and how much longer a fresh process takes to load all nodes and
 * credentials of the built package than a node that has nothing in it. n8n-workflow is there before, as in n8n.
 */

const ROOT = join(__dirname, '..');
const ROUNDS = 41;

/** What n8n does at its start with each file: requires it and makes an instance. */
const LOADER = `
	require('n8n-workflow');
	const files = JSON.parse(process.argv[1]);
	const start = performance.now();
	for (const file of files) for (const Type of Object.values(require(file))) new Type();
	process.stdout.write(String(performance.now() - start));
`;

const EMPTY_NODE = `
	const { NodeConnectionTypes } = require('n8n-workflow');
	exports.Empty = class Empty {
		description = {
			displayName: 'Empty', name: 'empty', group: ['transform'], version: 1, description: '', defaults: { name: 'Empty' },
			inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main], properties: [],
		};
		async execute() { return [this.getInputData()]; }
	};
`;

function run(command: string, args: string[]): string {
	const { status, stdout } = spawnSync(command, args, {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
	});
	if (status !== 0) throw new Error(`${command} did not succeed.`);
	return stdout;
}

const loadMilliseconds = (files: readonly string[]): number =>
	Number(run(process.execPath, ['-e', LOADER, JSON.stringify(files)]));

/** In turns, so that whatever slows the machine down slows both. */
function timeLoading(ours: readonly string[], empty: readonly string[]): [number, number] {
	const times: Array<[number, number]> = [];
	loadMilliseconds(ours);
	for (let round = 0; round < ROUNDS; round += 1) {
		const reference = loadMilliseconds(empty);
		times.push([loadMilliseconds(ours), reference]);
	}
	return [median(times.map(([own]) => own)), median(times.map(([own, reference]) => own - reference))];
}

const inMilliseconds = (name: string, value: number) => ({ name, value: Number(value.toFixed(1)), unit: 'ms' });

async function main(): Promise<void> {
	build();
	const [{ size, unpackedSize, entryCount }] = JSON.parse(
		run('npm', ['pack', '--dry-run', '--json', '--silent']),
	) as Array<Record<'size' | 'unpackedSize' | 'entryCount', number>>;
	tell('The package', [
		{ name: 'tarball', value: size, unit: 'bytes' },
		{ name: 'unpacked', value: unpackedSize, unit: 'bytes' },
		{ name: 'files', value: entryCount, unit: '' },
	]);
	const emptyNode = join(temporaryFolder('empty-node'), 'empty.js');
	writeFileSync(emptyNode, EMPTY_NODE);
	const [own, more] = timeLoading(
		[...n8n.nodes, ...n8n.credentials].map((file) => join(ROOT, file)),
		[emptyNode],
	);
	tell(`Loading all nodes and credentials in a fresh process (Node ${process.versions.node}, median of ${ROUNDS})`, [
		inMilliseconds('the package', own),
		inMilliseconds('more than an empty node', more),
	]);
	finish();
	await releaseAll();
}

void main();
