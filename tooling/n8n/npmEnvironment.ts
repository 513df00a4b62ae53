import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NodeRuntime } from './nodeRuntime';

/** npm under the Node that n8n will run on: native addons are built for the Node that builds them. */
export function npmEnvironment(runtime: NodeRuntime): NodeJS.ProcessEnv {
	const headers = existsSync(join(runtime.home, 'include/node/node.h')) ? { npm_config_nodedir: runtime.home } : {};
	return { ...process.env, ...headers, PATH: `${dirname(runtime.node)}:${process.env.PATH}` };
}
