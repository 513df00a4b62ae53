import { sleep } from 'n8n-workflow';

/** Pauses between tries while a store is busy, or away for a moment. */
const PAUSES_MS = [200, 500];

/** Asks up to three times; rejects with the last error. */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
	for (const pauseMs of PAUSES_MS) {
		try {
			return await ask();
		} catch {
			await sleep(pauseMs);
		}
	}
	return await ask();
}
