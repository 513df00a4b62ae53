import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For every test file: what n8n and the embedded store keep is never written to the person's own n8n. */
const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-n8n-folder-'));
process.env.N8N_USER_FOLDER = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
