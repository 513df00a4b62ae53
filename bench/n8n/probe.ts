import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../tooling/process/freePort';

/** Looks into the process of an n8n that was started with its environment. */
export interface Probe {
	env: NodeJS.ProcessEnv;
	/** In bytes, after a collection of garbage. */
	memory(): Promise<Record<'rss' | 'heapUsed', number>>;
	startProfile(): Promise<void>;
	stopProfile(): Promise<Profiler.Profile>;
}

export async function newProbe(): Promise<Probe> {
	const port = await freePort();
	const ask = async <T>(path: string): Promise<T> =>
		(await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as T;
	return {
		env: {
			NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'probeServer.mjs'))}`,
			SIP_TRUNK_PROBE_PORT: String(port),
		},
		memory: async () => await ask('/memory'),
		startProfile: async () => await ask('/profile/start'),
		stopProfile: async () => await ask('/profile/stop'),
	};
}
