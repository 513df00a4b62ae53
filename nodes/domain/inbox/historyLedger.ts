import type { Ledger } from './ledger';

/** Records keys in n8n's own history and tells which of them were new: `checkProcessedAndRecord`. */
export type RecordInHistory = (keys: string[]) => Promise<readonly unknown[]>;

interface Waiting {
	key: string;
	resolve: (isNew: boolean) => void;
	reject: (error: unknown) => void;
}

interface Queue {
	waiting: Waiting[];
	running: boolean;
}

const queues = new Map<string, Queue>();

/**
 * n8n's history is one row a node, read and written whole without a lock (measured: under eight concurrent deliveries
 * it forgot two thirds of them), so in this process one call is under way at a time. Keys that arrive meanwhile, or in
 * the pause after it, share the next one: a lone event is never held back, a storm is recorded in batches.
 *
 * The history keeps no content, so `changed` is never answered here, and asking it is recording.
 * @param node identifies the row: workflow and node
 * @param record asks on behalf of one execution, and the ledger is that execution's
 * @param pause between two calls
 */
export function historyLedger(node: string, record: RecordInHistory, pause: () => Promise<void>): Ledger {
	const unanswered = new Set<string>();

	return {
		async admit(key) {
			const isNew = await ask(node, key, record, pause).catch((error) => {
				unanswered.add(key);
				throw error;
			});
			// The history may have recorded the key although its answer was lost, and it does not tell for whom.
			if (!isNew && unanswered.has(key))
				throw new Error('The history cannot tell whether this execution recorded the event.');
			return isNew ? 'new' : 'duplicate';
		},
	};
}

async function ask(node: string, key: string, record: RecordInHistory, pause: () => Promise<void>): Promise<boolean> {
	return await new Promise((resolve, reject) => {
		const queue = queues.get(node) ?? { waiting: [], running: false };
		queues.set(node, queue);
		queue.waiting.push({ key, resolve, reject });
		if (!queue.running) void drain(node, queue, record, pause);
	});
}

async function drain(node: string, queue: Queue, record: RecordInHistory, pause: () => Promise<void>): Promise<void> {
	queue.running = true;
	while (queue.waiting.length > 0) {
		await answer(queue.waiting.splice(0), record);
		await pause();
	}
	queues.delete(node);
}

async function answer(batch: Waiting[], record: RecordInHistory): Promise<void> {
	const distinct = [...new Set(batch.map(({ key }) => key))];
	try {
		const fresh = new Set(await record(distinct));
		// `delete` answers true once a key: of two askers for one key in a batch, the first has it.
		for (const { key, resolve } of batch) resolve(fresh.delete(key));
	} catch (error) {
		for (const { reject } of batch) reject(error);
	}
}
