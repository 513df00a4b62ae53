import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../process/temporaryFolder';

/** Names the folder that `prepare.ts` made. */
export const FRESH_FOLDER = 'SIP_TRUNK_FRESH_FOLDER';

/** @returns a copy of the prepared `N8N_USER_FOLDER`: an n8n on it need not build its database first */
export function freshFolder(): string {
	const folder = temporaryFolder('n8n');
	cpSync(join(process.env[FRESH_FOLDER] as string, '.n8n'), join(folder, '.n8n'), { recursive: true });
	return folder;
}
