import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { waitUntilProcessed } from '../../tooling/testN8n/inbox';
import { newUuids } from '../../tooling/testN8n/trunk';
import { EVENTS_PER_CALL, isOutOfOrder, stepsOf, type Step } from './calls';
import { EVENTS, type Line, type Setup } from './setUp';

/**
 * The longest that Standard Webhooks advises. With 10 s, and no proxy that limits what it gets, an n8n that has just
 * started under half of its load does not come up, with the bare Webhook node no more than with the trigger: it works
 * for senders that have gone by then.
 */
const TIMEOUT_MS = 30_000;

/** UnlimCall comes again after 30 s, 2 min and 10 min; here sooner, and until the event is acknowledged. */
function retryPauses(): number[] {
	const jitter = 0.5 + Math.random();
	return [10_000, ...Array<number>(1_000).fill(20_000)].map((pauseMs) => pauseMs * jitter);
}

/** Deliveries under way at the same time for each call store while n8n gets all that it takes. */
const LOOPS = 2;

/** Delivers events, each of them twice as in the load, every delivery waiting for the one before it. @returns how many */
export async function deliverInLoops({ lines }: Setup, seconds: number): Promise<number> {
	const started = Date.now();
	let events = 0;
	const loop = async ({ trunk, url }: Line): Promise<void> => {
		while (Date.now() < started + seconds * 1000) {
			const [uuid] = newUuids(1);
			for (const event of [...EVENTS, ...EVENTS])
				await trunk.deliverUntilAcknowledged(url, uuid, { event, timeoutMs: TIMEOUT_MS });
			events += EVENTS.length;
		}
	};
	await Promise.all(lines.flatMap((line) => Array.from({ length: LOOPS }, async () => await loop(line))));
	return events;
}

/** @returns how many events a second n8n takes from loops, their executions included */
export async function measureCapacity(setup: Setup, seconds: number): Promise<number> {
	const started = Date.now();
	const events = await deliverInLoops(setup, seconds);
	for (const { url } of setup.lines) await waitUntilProcessed(url, 60_000);
	return (events * 1000) / (Date.now() - started);
}

/** What was sent; a delivery counts once, however often it took until it was acknowledged. */
export interface Sent extends Record<'first' | 'repeat' | 'late', number> {
	calls: number;
	outOfOrderCalls: number;
}

export interface Load {
	sent: Sent;
	/** Deliveries that have begun and are not acknowledged. */
	underWay: number;
	/** No more calls, and no more late repeats. @returns when all is acknowledged */
	end(): Promise<void>;
}

/**
 * Calls at an even rate, over the call stores in turn, each delivery until it is acknowledged.
 * @param runMs how long the load is going to last, by which late repeats are measured
 */
export function startLoad({ lines }: Setup, eventsPerSecond: number, runMs: number): Load {
	const ending = new AbortController();
	// Each late repeat that waits listens to it.
	setMaxListeners(0, ending.signal);
	const load: Load = {
		sent: { calls: 0, outOfOrderCalls: 0, first: 0, repeat: 0, late: 0 },
		underWay: 0,
		async end() {
			ending.abort();
			await sending;
		},
	};
	const isDue = async ({ afterMs, kind }: Step): Promise<boolean> =>
		await setTimeout(afterMs, true, { signal: kind === 'late' ? ending.signal : undefined }).catch(() => false);
	const deliver = async ({ trunk, url }: Line, uuid: string, step: Step): Promise<void> => {
		if (!(await isDue(step))) return;
		load.sent[step.kind] += 1;
		load.underWay += 1;
		await trunk.deliverUntilAcknowledged(url, uuid, {
			event: step.event,
			timeoutMs: TIMEOUT_MS,
			pausesMs: retryPauses(),
		});
		load.underWay -= 1;
	};
	const send = async (index: number): Promise<void> => {
		const call = Math.floor(index / lines.length);
		const [uuid] = newUuids(1);
		load.sent.calls += 1;
		load.sent.outOfOrderCalls += isOutOfOrder(call) ? 1 : 0;
		await Promise.all(stepsOf(call, runMs).map(async (step) => await deliver(lines[index % lines.length], uuid, step)));
	};
	const sending = (async () => {
		const started = Date.now();
		const calls: Array<Promise<void>> = [];
		while (!ending.signal.aborted) {
			calls.push(send(calls.length));
			await setTimeout(Math.max(0, started + (calls.length * 1000 * EVENTS_PER_CALL) / eventsPerSecond - Date.now()));
		}
		await Promise.all(calls);
	})();
	return load;
}
