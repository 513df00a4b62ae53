import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { OwnSubject } from './support/subject';

const TIMES = 40;

/** Starts a process that counts. */
function count(subject: OwnSubject, name: number): { child: ChildProcess; written: string[]; ended: Promise<unknown> } {
	const script = join(__dirname, 'support/countProcess.ts');
	const args = ['--import', 'tsx', script, JSON.stringify(subject.place), String(name), String(TIMES)];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const written: string[] = [];
	child.stdout.on('data', (chunk: Buffer) => written.push(...chunk.toString().split('\n').filter(Boolean)));
	return { child, written, ended: once(child, 'close') };
}

/** Several processes on one store, one of which is killed in the middle. */
export function callStoreProcesses(subject: () => OwnSubject): void {
	test('of several processes that write the same entries none loses a write, and what was acknowledged is kept when one is killed', async () => {
		const processes = [0, 1, 2, 3].map((name) => count(subject(), name));
		const [killed, ...others] = processes;
		for (; killed.written.length < TIMES / 4; await once(killed.child.stdout as NodeJS.ReadableStream, 'data'));
		killed.child.kill('SIGKILL');
		await Promise.all(processes.map(async ({ ended }) => await ended));

		expect(others.map(({ child }) => child.exitCode)).toEqual([0, 0, 0]);
		const own = await subject().here.find('own ', { limit: 1_000 });
		const { entries } = await subject().here.read(['count a', 'count b']);
		// Each count was made together with an entry of its own; the killed process may have one that it could not tell of.
		expect(entries).toMatchObject([
			{ value: own.length, version: own.length },
			{ value: own.length, version: own.length },
		]);
		const acknowledged = processes.flatMap(({ written }) => written.map((line) => `own ${line}`));
		const kept = new Set(own.map(({ key }) => key));
		expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
		expect(own.length - acknowledged.length).toBeLessThanOrEqual(1);
		expect(acknowledged.length).toBeGreaterThan(3 * TIMES);
	}, 120_000);
}
