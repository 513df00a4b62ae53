import { join } from 'node:path';
import { build } from 'esbuild';
import * as workflow from 'n8n-workflow';
import type { INodeType } from 'n8n-workflow';
import type { VirtualClock } from './virtualClock';

const ENTRY = join(__dirname, '../../../nodes/CallEventTrigger/CallEventTrigger.node.ts');

/** The trigger's whole code as one script. */
export async function buildTrigger(): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [ENTRY],
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		target: 'es2022',
		external: ['n8n-workflow', 'ioredis', 'pg'],
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
