import { sleep } from 'n8n-workflow';

/** Resolves after a time, or when the execution is stopped. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	let stop = (): void => undefined;
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	signal?.addEventListener('abort', stop, { once: true });
	if (signal?.aborted !== true) await Promise.race([sleep(ms), stopped]);
	signal?.removeEventListener('abort', stop);
}
