import { pause } from '../process/pause';

/** Starts `task` at an even rate, whether the ones before have ended or not. @returns when all have */
export async function atRate(
	perSecond: number,
	seconds: number,
	task: (index: number) => Promise<unknown>,
): Promise<void> {
	const started = Date.now();
	const running: Array<Promise<unknown>> = [];
	for (let index = 0; index < perSecond * seconds; index += 1) {
		await pause(Math.max(0, started + (index * 1_000) / perSecond - Date.now()));
		running.push(task(index));
	}
	await Promise.all(running);
}

/** Runs `task` for each of `list`, a few at a time. */
export async function inGroups<T>(list: readonly T[], size: number, task: (one: T) => Promise<unknown>): Promise<void> {
	for (let start = 0; start < list.length; start += size) await Promise.all(list.slice(start, start + size).map(task));
}
