/** One request to the trigger, as its sender saw it. */
export interface Delivery {
	/** What makes the event one of its kind, e.g. `<call UUID>:completed`. */
	key: string;
	/** When it was sent, in milliseconds of the history's clock. */
	at: number;
	/** The answer; `unknown` when the connection broke before there was one. */
	status: number | 'unknown';
	answeredAfterMs?: number;
	/** How many answers came; one, unless told. */
	answers?: number;
	/** What is right for it: `ignore` for an event that the trigger was not asked for, `refuse` for a forgery or a malformed body. */
	due?: 'emit' | 'ignore' | 'refuse';
}

/** One item that left the trigger, read from an append-only log. */
export interface Emission {
	key: string;
	at: number;
	dedupe: 'checked' | 'unavailable' | 'skipped';
}

export interface History {
	deliveries: readonly Delivery[];
	emissions: readonly Emission[];
	windowMs: number;
	/** Keys of executions that n8n lists as crashed: recorded, but interrupted before the log. */
	crashed?: readonly string[];
	/** Keys that the ledger holds in the end. */
	ledgerKeys?: readonly string[];
	/** Looks at the ledger's or the door's size along the way, and at how old its oldest entry was. */
	sizes?: ReadonlyArray<{ at: number; size: number; oldestMs: number }>;
	maxSize?: number;
	answerWithinMs?: number;
	/** Everything that was printed, stored or answered, and the secrets that must not be in it. */
	outputs?: readonly string[];
	canaries?: readonly string[];
}

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8';

interface Violation {
	invariant: Invariant;
	what: 'lost' | 'duplicated' | 'unexpected' | 'kept' | 'oversized' | 'leaked' | 'unanswered';
	key?: string;
	detail: string;
}

export interface Verdict {
	violations: Violation[];
	/** Distinct keys, but for `deliveries`, `emissions` and `excused`: items beyond the first of a key that has one marked `unavailable`. */
	counts: Record<
		'deliveries' | 'acknowledged' | 'emissions' | 'lost' | 'duplicated' | 'unexpected' | 'excused' | 'crashed',
		number
	>;
}

const isAcknowledged = ({ status }: Delivery): boolean => typeof status === 'number' && status >= 200 && status < 300;
const isDue =
	(what: NonNullable<Delivery['due']>) =>
	({ due = 'emit' }: Delivery): boolean =>
		due === what;
const keysOf = (list: ReadonlyArray<{ key: string }>): Set<string> => new Set(list.map(({ key }) => key));

/** I1, and I6 for the event that carries the call record: what was acknowledged has an execution. */
function lost({ deliveries, emissions, crashed = [] }: History): Violation[] {
	const executed = new Set([...keysOf(emissions), ...crashed]);
	const acknowledged = keysOf(deliveries.filter(isDue('emit')).filter(isAcknowledged));
	return [...acknowledged]
		.filter((key) => !executed.has(key))
		.map((key) => ({
			invariant: key.endsWith(':completed') ? 'I6' : 'I1',
			what: 'lost',
			key,
			detail: 'acknowledged, and never emitted',
		}));
}

/** I2: inside the window a key is emitted once; an item marked `unavailable` or `skipped` says itself that it was not checked. */
function duplicated({ emissions, windowMs }: History): Violation[] {
	const lastAt = new Map<string, number>();
	const violations: Violation[] = [];
	for (const { key, at } of emissions.filter(({ dedupe }) => dedupe === 'checked').sort((a, b) => a.at - b.at)) {
		const before = lastAt.get(key);
		if (before !== undefined && at - before < windowMs) {
			violations.push({ invariant: 'I2', what: 'duplicated', key, detail: `emitted at ${before} and again at ${at}` });
		}
		lastAt.set(key, at);
	}
	return violations;
}

/** I4: what was refused, ignored or never sent leaves no execution. */
function unexpected({ deliveries, emissions, crashed = [] }: History): Violation[] {
	const sentAt = new Map<string, number>();
	for (const { key, at } of deliveries.filter(isDue('emit')))
		sentAt.set(key, Math.min(at, sentAt.get(key) ?? Infinity));
	const early = emissions
		.filter(({ key, at }) => at < (sentAt.get(key) ?? Infinity))
		.map(({ key, at }) => ({ key, detail: `emitted at ${at} without a delivery before it` }));
	const rows = crashed.filter((key) => !sentAt.has(key)).map((key) => ({ key, detail: 'executed without a delivery' }));
	return [...early, ...rows].map((found) => ({ invariant: 'I4', what: 'unexpected', ...found }));
}

/** I4: what ought to be refused was; a forgery that is acknowledged has already done its harm. */
function accepted({ deliveries }: History): Violation[] {
	return deliveries
		.filter(isDue('refuse'))
		.filter(isAcknowledged)
		.map(({ key, status }) => ({
			invariant: 'I4',
			what: 'unexpected',
			key,
			detail: `answered ${status}, but was to be refused`,
		}));
}

/** I3 and I4: a key stands in the ledger only for an event that was emitted, acknowledged or is of unknown outcome. */
function kept({ deliveries, emissions, ledgerKeys = [] }: History): Violation[] {
	const entitled = keysOf(
		deliveries.filter(isDue('emit')).filter((delivery) => delivery.status === 'unknown' || isAcknowledged(delivery)),
	);
	const sent = keysOf(deliveries.filter(isDue('emit')));
	const emitted = keysOf(emissions);
	return ledgerKeys
		.filter((key) => !entitled.has(key) && !emitted.has(key))
		.map((key) => ({
			invariant: sent.has(key) ? 'I3' : 'I4',
			what: 'kept',
			key,
			detail: 'in the ledger, although no delivery of it was accepted',
		}));
}

/** I5: the ledger is bounded, in entries and in time. */
function oversized({ sizes = [], maxSize = Infinity, windowMs }: History): Violation[] {
	return sizes.flatMap(({ at, size, oldestMs }): Violation[] => [
		...(size > maxSize
			? [{ invariant: 'I5', what: 'oversized', detail: `${size} entries at ${at}, ${maxSize} allowed` } as const]
			: []),
		...(oldestMs > windowMs
			? [
					{
						invariant: 'I5',
						what: 'oversized',
						detail: `an entry of ${oldestMs} ms at ${at}, ${windowMs} allowed`,
					} as const,
				]
			: []),
	]);
}

/** I7. The canary itself is not repeated: the verdict is an output too. */
function leaked({ outputs = [], canaries = [] }: History): Violation[] {
	return canaries.flatMap((canary, number) =>
		outputs.flatMap((output, index): Violation[] =>
			output.includes(canary)
				? [{ invariant: 'I7', what: 'leaked', detail: `canary ${number} in output ${index}` }]
				: [],
		),
	);
}

/** I8: every request has one answer in time, unless its connection broke. */
function unanswered({ deliveries, answerWithinMs = Infinity }: History): Violation[] {
	return deliveries.flatMap(
		({ key, at, status, answers = status === 'unknown' ? 0 : 1, answeredAfterMs = 0 }): Violation[] => {
			const wanted = status === 'unknown' ? 0 : 1;
			if (answers !== wanted)
				return [{ invariant: 'I8', what: 'unanswered', key, detail: `${answers} answers to the delivery at ${at}` }];
			if (answeredAfterMs <= answerWithinMs) return [];
			return [
				{
					invariant: 'I8',
					what: 'unanswered',
					key,
					detail: `answered after ${answeredAfterMs} ms, ${answerWithinMs} allowed`,
				},
			];
		},
	);
}

function excused({ emissions }: History): number {
	const uncheckedKeys = keysOf(emissions.filter(({ dedupe }) => dedupe === 'unavailable'));
	return emissions.filter(({ key }) => uncheckedKeys.has(key)).length - uncheckedKeys.size;
}

const CHECKS = [lost, duplicated, unexpected, accepted, kept, oversized, leaked, unanswered];

/**
 * Checks a whole history against the invariants I1 to I8 that every run must keep, whatever failed meanwhile:
 * I1 what was acknowledged has an execution; I2 at most one item a key inside the window; I3 no key of a delivery that
 * was not acknowledged; I4 nothing of a refused one; I5 a bounded ledger; I6 `completed` comes out whatever came
 * before; I7 no secret in any output; I8 one answer to every request, in time.
 */
export function checkHistory(history: History): Verdict {
	const violations = CHECKS.flatMap((check) => check(history));
	const count = (what: Violation['what']): number =>
		new Set(violations.filter((violation) => violation.what === what).map(({ key }) => key)).size;
	const { deliveries, emissions, crashed = [] } = history;
	return {
		violations,
		counts: {
			deliveries: deliveries.length,
			acknowledged: keysOf(deliveries.filter(isDue('emit')).filter(isAcknowledged)).size,
			emissions: emissions.length,
			lost: count('lost'),
			duplicated: count('duplicated'),
			unexpected: count('unexpected'),
			excused: excused(history),
			crashed: crashed.length,
		},
	};
}
