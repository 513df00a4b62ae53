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
	/** Whether the item says itself that the event may have been emitted before: `redelivered` or `update`. */
	isMarked?: boolean;
}

export interface History {
	deliveries: readonly Delivery[];
	emissions: readonly Emission[];
	/** Keys of the runs that ended well; where nobody looked, what was emitted counts as finished. */
	finished?: readonly string[];
	/** What the inbox has in the end, by state. */
	inbox?: Readonly<Record<string, number>>;
	answerWithinMs?: number;
	/** Everything that was printed, stored or answered, and the secrets that must not be in it. */
	outputs?: readonly string[];
	canaries?: readonly string[];
}

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I6' | 'I7' | 'I8';

interface Violation {
	invariant: Invariant;
	what: 'lost' | 'duplicated' | 'stuck' | 'unexpected' | 'leaked' | 'unanswered';
	key?: string;
	detail: string;
}

export interface Verdict {
	violations: Violation[];
	/** Distinct keys, but for `deliveries`, `emissions` and `repeated`: items beyond the first of a key. */
	counts: Record<
		'deliveries' | 'acknowledged' | 'emissions' | 'lost' | 'duplicated' | 'unexpected' | 'repeated',
		number
	>;
}

const isAcknowledged = ({ status }: Delivery): boolean => typeof status === 'number' && status >= 200 && status < 300;
const isDue =
	(what: NonNullable<Delivery['due']>) =>
	({ due = 'emit' }: Delivery): boolean =>
		due === what;
const keysOf = (list: ReadonlyArray<{ key: string }>): Set<string> => new Set(list.map(({ key }) => key));

/** I1, and I6 for the event that carries the call record: what was acknowledged has a run that ended well. */
function lost({ deliveries, emissions, finished }: History): Violation[] {
	const emitted = keysOf(emissions);
	const ended = finished ? new Set(finished) : emitted;
	const acknowledged = keysOf(deliveries.filter(isDue('emit')).filter(isAcknowledged));
	return [...acknowledged]
		.filter((key) => !emitted.has(key) || !ended.has(key))
		.map((key) => ({
			invariant: key.endsWith(':completed') ? 'I6' : 'I1',
			what: 'lost',
			key,
			detail: emitted.has(key) ? 'emitted, and its run never ended well' : 'acknowledged, and never emitted',
		}));
}

/** I2: a key is emitted once; what comes beyond that says so itself. */
function duplicated({ emissions }: History): Violation[] {
	const firstAt = new Map<string, number>();
	const violations: Violation[] = [];
	for (const { key, at, isMarked } of [...emissions].sort((a, b) => a.at - b.at)) {
		const first = firstAt.get(key);
		if (first === undefined) firstAt.set(key, at);
		else if (!isMarked)
			violations.push({ invariant: 'I2', what: 'duplicated', key, detail: `emitted at ${first} and again at ${at}` });
	}
	return violations;
}

/** I3: in the end every event has been run. */
function stuck({ inbox = {} }: History): Violation[] {
	return ['waiting', 'emitted', 'begun', 'failed', 'dead']
		.filter((state) => (inbox[state] ?? 0) > 0)
		.map((state) => ({ invariant: 'I3', what: 'stuck', detail: `${inbox[state]} events are ${state} in the end` }));
}

/** I4: what was refused, ignored or never sent leaves no execution. */
function unexpected({ deliveries, emissions }: History): Violation[] {
	const sentAt = new Map<string, number>();
	for (const { key, at } of deliveries.filter(isDue('emit')))
		sentAt.set(key, Math.min(at, sentAt.get(key) ?? Infinity));
	return emissions
		.filter(({ key, at }) => at < (sentAt.get(key) ?? Infinity))
		.map(({ key, at }) => ({
			invariant: 'I4',
			what: 'unexpected',
			key,
			detail: `emitted at ${at} without a delivery before it`,
		}));
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

const CHECKS = [lost, duplicated, stuck, unexpected, accepted, leaked, unanswered];

/**
 * Checks a whole history against what every run must keep, whatever failed meanwhile:
 * I1 what was acknowledged has a run that ended well; I2 a repeat says that it is one; I3 nothing is stuck in the end;
 * I4 nothing comes of what was refused; I6 I1 for `completed`; I7 no secret in any output; I8 one answer to every
 * request, in time.
 */
export function checkHistory(history: History): Verdict {
	const violations = CHECKS.flatMap((check) => check(history));
	const count = (what: Violation['what']): number =>
		new Set(violations.filter((violation) => violation.what === what).map(({ key }) => key)).size;
	const { deliveries, emissions } = history;
	return {
		violations,
		counts: {
			deliveries: deliveries.length,
			acknowledged: keysOf(deliveries.filter(isDue('emit')).filter(isAcknowledged)).size,
			emissions: emissions.length,
			lost: count('lost'),
			duplicated: count('duplicated'),
			unexpected: count('unexpected'),
			repeated: emissions.length - keysOf(emissions).size,
		},
	};
}
