import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `package.json` and the lock file of the n8n that everything here runs against. */
export const PINNED_FOLDER = join(__dirname, 'pinned');

const PINNED_VERSION: string = JSON.parse(readFileSync(join(PINNED_FOLDER, 'package.json'), 'utf8')).dependencies.n8n;

/** `SIP_TRUNK_N8N=2.40.7` runs every command against that version of n8n in place of the pinned one. */
export const N8N_VERSION = process.env.SIP_TRUNK_N8N || PINNED_VERSION;

/** The lock file belongs to the pinned version; another one is installed with what npm resolves on that day. */
export const IS_PINNED = N8N_VERSION === PINNED_VERSION;

/**
 * Where installations are kept between runs: outside the clone, so that it is shared by clones and never packed.
 * `XDG_CACHE_HOME` moves it, as the XDG base directory specification has it.
 */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
	return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-sip-trunk');
}

function lockHash(): string {
	const lock = readFileSync(join(PINNED_FOLDER, 'package-lock.json'));
	return createHash('sha256').update(lock).digest('hex').slice(0, 12);
}

/** @param abi Node's native module version (`process.versions.modules`), since n8n's native addons are built for one */
export function n8nFolder(abi: string): string {
	const state = IS_PINNED ? lockHash() : 'unlocked';
	return join(cacheRoot(), `n8n-${N8N_VERSION}-${state}-${process.platform}-${process.arch}-abi${abi}`);
}
