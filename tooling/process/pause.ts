import { setTimeout } from 'node:timers/promises';
import { UserError } from './userError';

export const pause = async (milliseconds: number): Promise<void> => await setTimeout(milliseconds);

/**
 * Asks again and again until there is an answer.
 * @param ask returns `undefined` as long as there is none
 * @param what completes the sentence "… did not happen within n s"
 */
export async function waitUntil<T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	milliseconds = 60_000,
): Promise<T> {
	const deadline = Date.now() + milliseconds;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline)
			throw new UserError(`${what} did not happen within ${Math.round(milliseconds / 1000)} s.`);
		await pause(100);
	}
}
