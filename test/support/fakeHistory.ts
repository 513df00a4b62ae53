import { setImmediate as turn } from 'node:timers/promises';
import type { RecordInHistory } from '../../nodes/domain/inbox/historyLedger';

/** n8n's history of one node: a row that is read and written whole, without a lock, and inserted when it is missing. */
export interface FakeHistory {
	record: RecordInHistory;
	/** How often it was asked, and how many were asked at the same time at most. */
	readonly asked: { times: number; atOnce: number };
	/** What happens to the next calls, in order: an error before anything is read, or after it was written. */
	failNext(...errors: Array<{ when: 'before' | 'after'; error: Error }>): void;
	entries(): string[];
}

/** @param maxEntries as n8n's option: the newest stay */
export function fakeHistory(maxEntries = Infinity): FakeHistory {
	let row: string[] | undefined;
	let under = 0;
	let latency = 0;
	const asked = { times: 0, atOnce: 0 };
	const failures: Array<{ when: 'before' | 'after'; error: Error }> = [];

	const database = async (): Promise<void> => {
		// One to three turns, always in the same order of calls.
		for (let turns = (latency = (latency + 1) % 3) + 1; turns > 0; turns -= 1) await turn();
	};
	const checkAndRecord = async (keys: string[]): Promise<string[]> => {
		const failure = failures.shift();
		if (failure?.when === 'before') throw failure.error;
		await database();
		const known = row;
		const fresh = keys.filter((key) => !known?.includes(key));
		await database();
		if (!known && row) throw new Error('UNIQUE constraint failed: processed_data.workflowId, processed_data.context');
		row = [...(known ?? []), ...fresh].slice(-maxEntries);
		if (failure?.when === 'after') throw failure.error;
		return fresh;
	};
	return {
		asked,
		entries: () => row ?? [],
		failNext: (...errors) => void failures.push(...errors),
		async record(keys) {
			asked.times += 1;
			asked.atOnce = Math.max(asked.atOnce, (under += 1));
			return await checkAndRecord(keys).finally(() => (under -= 1));
		},
	};
}
