import type { EventName } from '../../tooling/testN8n/trunk';

/** A delivery of a call's event, by its time after the call's first one. */
export interface Step {
	event: EventName;
	afterMs: number;
	/** `repeat`: with the first delivery or a second after it. `late`: long after, when n8n may have been restarted. */
	kind: 'first' | 'repeat' | 'late';
}

type Order = ReadonlyArray<readonly [event: EventName, afterMs: number]>;

const IN_ORDER: Order = [
	['initiated', 0],
	['answered', 500],
	['completed', 1_000],
];
const END_FIRST: Order = [
	['completed', 0],
	['initiated', 500],
	['answered', 1_000],
];
const AT_ONCE: Order = [
	['answered', 0],
	['completed', 0],
	['initiated', 0],
];
const ORDERS = [IN_ORDER, END_FIRST, AT_ONCE];

/** Parts of the run after which a late repeat comes: 3, 6 and 9 minutes of 30. */
const LATE_SHARES = [0.1, 0.2, 0.3];

export const EVENTS_PER_CALL = 3;

const orderOf = (call: number): Order => ORDERS[Math.floor(call / 3) % ORDERS.length];

/** What the trunk delivers of the call with this number: each event twice, in every combination of order and distance in turn. */
export function stepsOf(call: number, runMs: number): Step[] {
	const lateMs = LATE_SHARES[Math.floor(call / 9) % LATE_SHARES.length] * runMs;
	const [distance, kind] = (
		[
			[0, 'repeat'],
			[1_000, 'repeat'],
			[lateMs, 'late'],
		] as const
	)[call % 3];
	return orderOf(call).flatMap(([event, afterMs]): Step[] => [
		{ event, afterMs, kind: 'first' },
		{ event, afterMs: afterMs + distance, kind },
	]);
}

/** Whether the call's end is delivered before what came before it, or together with it. */
export const isOutOfOrder = (call: number): boolean => orderOf(call) !== IN_ORDER;
