import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * `package.json` and the lock file of the n8n that everything here runs against: the current one, or with
 * `SIP_TRUNK_N8N=1.x` the last of the line before it.
 */
export const PINNED_FOLDER = join(__dirname, process.env.SIP_TRUNK_N8N === '1.x' ? 'pinned-1x' : 'pinned');

export const N8N_VERSION: string = JSON.parse(readFileSync(join(PINNED_FOLDER, 'package.json'), 'utf8')).dependencies
	.n8n;

export const IS_1X = N8N_VERSION.startsWith('1.');

/**
 * Where installations are kept between runs: outside the clone, so that it is shared by clones and never packed.
 * `XDG_CACHE_HOME` moves it, as the XDG base directory specification has it.
 */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
	return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-sip-trunk');
}

/** @param abi Node's native module version (`process.versions.modules`), since n8n's native addons are built for one */
export function n8nFolder(abi: string): string {
	const lock = createHash('sha256')
		.update(readFileSync(join(PINNED_FOLDER, 'package-lock.json')))
		.digest('hex');
	return join(cacheRoot(), `n8n-${N8N_VERSION}-${lock.slice(0, 12)}-${process.platform}-${process.arch}-abi${abi}`);
}
