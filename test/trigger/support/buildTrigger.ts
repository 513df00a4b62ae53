import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import * as workflow from 'n8n-workflow';
import type { INodeType } from 'n8n-workflow';
import type { VirtualClock } from './virtualClock';

/** One change to the source: what a mutant is. */
export interface Edit {
	/** Below `nodes/`. */
	file: string;
	from: string;
	to: string;
}

const NODES = join(__dirname, '../../../nodes');
const ENTRY = join(NODES, 'CallEventTrigger/CallEventTrigger.node.ts');

const editing = ({ file, from, to }: Edit): Plugin => ({
	name: 'edit',
	setup({ onLoad }) {
		onLoad({ filter: /\.ts$/ }, ({ path }) => {
			if (path !== join(NODES, file)) return undefined;
			const [before, after, ...more] = readFileSync(path, 'utf8').split(from);
			if (after === undefined || more.length > 0)
				throw new Error(`The mutant's text must stand once in ${file}: ${from}`);
			return { contents: `${before}${to}${after}`, loader: 'ts' };
		});
	},
});

/** The trigger's whole code as one script, changed in one place if asked. */
export async function buildTrigger(edit?: Edit): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [ENTRY],
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		target: 'es2022',
		external: ['n8n-workflow', 'ioredis', 'pg'],
		plugins: edit ? [editing(edit)] : [],
	});
	return outputFiles[0].text;
}

type Exports = { CallEventTrigger: new () => INodeType };

/** Loads it as a new process does: with a memory of its own, and a clock that the test moves. */
export function loadTrigger(script: string, clock: VirtualClock): INodeType {
	const host = { ...workflow, sleep: clock.sleep };
	const exports = {} as Exports;
	const module = { exports };
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const requireInN8n = (name: string): unknown => (name === 'n8n-workflow' ? host : require(name));
	new Function('require', 'module', 'exports', 'performance', script)(requireInN8n, module, exports, {
		now: clock.now,
	});
	return new module.exports.CallEventTrigger();
}
