import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseAll } from '../../tooling/process/release';
import { startProcess } from '../../tooling/process/startProcess';
import { waitUntil } from '../../tooling/process/pause';

const LEASH = join(__dirname, '../../tooling/process/leash.mjs');
/** Prints its own pid and that of a child which nobody else knows of. */
const FAMILY = `
	const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
	console.log(process.pid, child.pid);
	setInterval(() => {}, 1000);
`;

const isAlive = (pid: number): boolean => {
	try {
		return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
};
const pidsIn = (text: string): number[] | undefined =>
	text
		.match(/\d+ \d+/)?.[0]
		.split(' ')
		.map(Number);
const end = async (pids: number[]): Promise<unknown> =>
	await waitUntil('The end of the family', () => !pids.some(isAlive) || undefined, 10_000);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sip-trunk-leash-'));
});
afterEach(async () => {
	await releaseAll();
	rmSync(folder, { recursive: true });
});

const startFamily = async () => {
	const logFile = join(folder, 'log');
	const started = startProcess(process.execPath, ['-e', FAMILY], { logFile });
	const pids = await waitUntil('The family', () => pidsIn(readFileSync(logFile, 'utf8')));
	return { started, pids };
};

it('ends a process and what it started', async () => {
	const { started, pids } = await startFamily();
	expect(pids.every(isAlive)).toBe(true);
	await started.stop();
	await end(pids);
});

it('hands on the exit status', async () => {
	const { ended } = startProcess(process.execPath, ['-e', 'process.exit(7)'], { logFile: join(folder, 'log') });
	expect(await ended).toBe(7);
});

it('ends what a command left behind when it ended by itself', async () => {
	const script = FAMILY.replace('setInterval(() => {}, 1000);\n', 'setTimeout(() => process.exit(0), 200);\n');
	const logFile = join(folder, 'log');
	const { ended } = startProcess(process.execPath, ['-e', script], { logFile });
	expect(await ended).toBe(0);
	await end(pidsIn(readFileSync(logFile, 'utf8')) as number[]);
});

it('ends everything when the process that asked for it is killed', async () => {
	const parent = spawn(
		process.execPath,
		[
			'-e',
			`
		const child = require('node:child_process').spawn(process.execPath, ${JSON.stringify([LEASH, process.execPath, '-e', FAMILY])}, { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
		setInterval(() => {}, 1000);
	`,
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [text] = (await once(parent.stdout, 'data')) as [Buffer];
	const pids = pidsIn(text.toString()) as number[];
	parent.kill('SIGKILL');
	await end(pids);
});
