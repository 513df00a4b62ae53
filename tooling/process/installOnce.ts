import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onRelease } from './release';
import { pause } from './pause';

const POLL_MILLISECONDS = 1_000;

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** @returns whether this process now holds the lock; one whose holder died without giving it back is taken away */
function tryLock(lockFile: string): boolean {
	try {
		writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	// The holder may give it back at this very moment.
	const holder = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : process.pid;
	if (!isAlive(holder)) rmSync(lockFile, { force: true });
	return false;
}

/**
 * Makes sure that a folder holds a finished installation. Two commands at the same time install once; an
 * installation that was interrupted has no finish mark and is done again from an empty folder.
 */
export async function installOnce(folder: string, install: () => Promise<void>, waiting: () => void): Promise<void> {
	const finished = join(folder, '.finished');
	if (existsSync(finished)) return;
	mkdirSync(dirname(folder), { recursive: true });
	const lockFile = `${folder}.lock`;
	for (let told = false; !tryLock(lockFile); told = true) {
		if (!told) waiting();
		await pause(POLL_MILLISECONDS);
	}
	const unlock = onRelease(() => rmSync(lockFile, { force: true }));
	try {
		if (existsSync(finished)) return;
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		await install();
		writeFileSync(finished, new Date().toISOString());
	} finally {
		await unlock();
	}
}
