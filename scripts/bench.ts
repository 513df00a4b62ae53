/** `npm run bench [-- --json] [name …]`: every script of bench/, or those named, each in a process of its own; options go to all. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', 'bench');
const SHARED = new Set(['measure.ts']);

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const options = args.filter((arg) => arg.startsWith('--'));
const wanted = args.filter((arg) => !options.includes(arg));
const scripts = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && !SHARED.has(file));
const chosen = scripts.filter((file) => wanted.length === 0 || wanted.includes(file.replace(/\.ts$/, '')));

const reports: unknown[] = [];
for (const file of chosen) {
	const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(FOLDER, file), ...options], {
		stdio: ['ignore', asJson ? 'pipe' : 'inherit', 'inherit'],
		maxBuffer: 64 * 1024 * 1024,
	});
	if (status !== 0) process.exit(status ?? 1);
	if (asJson) reports.push(...(JSON.parse(stdout.toString()) as unknown[]));
}
if (asJson) console.log(JSON.stringify(reports, null, '\t'));
