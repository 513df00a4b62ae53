import type { CallStore, Entry, Write } from '../store/callStore';

/** A process that is gone is forgotten by then. */
const KEEP_MS = 24 * 3_600_000;

const heartbeatKey = (namespace: string, process: string): string => `alive:${namespace}:${process}`;

/** A sign of life of a process that runs events. */
export const heartbeat = (namespace: string, process: string): Write => ({
	key: heartbeatKey(namespace, process),
	value: {},
	keepMs: KEEP_MS,
});

/**
 * How long ago each process gave its last sign of life.
 * @returns milliseconds by process; infinite for one that never did
 */
export async function silences(
	store: CallStore,
	namespace: string,
	processes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
	const { now, entries } = await store.read(processes.map((process) => heartbeatKey(namespace, process)));
	const silence = (entry: Entry | undefined): number => (entry ? now - entry.writtenAt : Infinity);
	return new Map(processes.map((process, index) => [process, silence(entries[index])]));
}
