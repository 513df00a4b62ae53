import { sleep } from 'n8n-workflow';
import type { CallEvent } from '../../domain/call/callEvent';
import { addCalls, tallyOf, type Tally } from '../../domain/numberHealth/count';
import { numberKey } from '../../domain/numberHealth/record';
import type { CallStore } from '../../domain/store/callStore';
import { ownNamespace } from '../triggerScope';
import { untilStored } from '../untilStored';

/** Calls of a second are written together, so that receiving an event costs no write of its own. */
const WRITE_EVERY_MS = 1_000;

/** What is not written yet, by the store's key of the number. */
const byStore = new WeakMap<CallStore, Map<string, Tally[]>>();

/** Counts the end of a call for its caller ID. Nobody waits for it; n8n that dies loses the last second of it. */
export function countCall(store: CallStore, context: { getInstanceId(): string }, call: CallEvent): void {
	const tally = tallyOf(call);
	if (!tally) return;
	const waiting = byStore.get(store) ?? new Map<string, Tally[]>();
	byStore.set(store, waiting);
	if (waiting.size === 0)
		void sleep(WRITE_EVERY_MS).then(() => {
			const written = [...waiting];
			waiting.clear();
			for (const [key, tallies] of written) void untilStored(async () => await addCalls(store, key, tallies));
		});
	const key = numberKey(ownNamespace(context), context.getInstanceId(), tally.number);
	waiting.set(key, [...(waiting.get(key) ?? []), tally]);
}
