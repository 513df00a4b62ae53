import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onRelease } from './release';

/** @returns a new folder under the system's temporary folder, removed when the command ends */
export function temporaryFolder(purpose: string): string {
	const folder = mkdtempSync(join(tmpdir(), `sip-trunk-${purpose}-`));
	onRelease(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
	return folder;
}
