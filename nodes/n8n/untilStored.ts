import { sleep } from 'n8n-workflow';

const LONGEST_PAUSE_MS = 5_000;

/**
 * Does what must be written in the end, however long the store is away.
 * @returns resolves after the first try; the others happen behind the scenes
 */
export async function untilStored(write: () => Promise<unknown>, pauseMs = 200): Promise<void> {
	try {
		await write();
	} catch {
		void sleep(pauseMs).then(async () => await untilStored(write, Math.min(pauseMs * 2, LONGEST_PAUSE_MS)));
	}
}
