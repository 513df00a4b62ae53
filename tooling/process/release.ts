export type Release = () => Promise<void> | void;

/** Newest first: what was started last is stopped first. */
const pending: Release[] = [];

/**
 * Remembers how to give a resource back (a process, a folder, a port) when the command ends for any reason.
 * @returns the same release, to be called early; it runs once however often it is called
 */
export function onRelease(release: Release): () => Promise<void> {
	let done: Promise<void> | undefined;
	const once = (): Promise<void> =>
		(done ??= Promise.resolve(release()).finally(() => pending.splice(pending.indexOf(once), 1)));
	pending.unshift(once);
	return once;
}

/** Gives everything back, one after the other; one that does not succeed does not keep the others. */
export async function releaseAll(): Promise<void> {
	for (const release of [...pending]) {
		try {
			await release();
		} catch (error) {
			process.stderr.write(`${(error as Error).message}\n`);
		}
	}
}
