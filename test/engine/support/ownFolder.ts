import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n's folder for this test file, set before n8n's modules look for it. */
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'sip-trunk-n8n-'));
