import type { Constraint } from './notNow';
import type { Rule } from './rule';

const DAY_MS = 86_400_000;
/** Rules that are not open together within a year never are. */
const MAX_WAIT_MS = 400 * DAY_MS;

export interface Wait {
	/** The rule that keeps the contact waiting longest. */
	rule: Rule;
	reason: string;
	/** The first moment at which every constraint allows a call; absent when there is none within a year. */
	until?: number;
}

const REASONS: Readonly<Partial<Record<Rule['kind'], string>>> = {
	hours: 'It is outside the hours in which the contact may be called.',
	cap: 'The contact has had as many attempts as the rule allows.',
	refusal: 'The contact has refused, and must be left alone for some days.',
	emergency: 'An emergency is declared where the contact is.',
};

/** Goes on to the latest of what the constraints ask for, until none asks for more. */
function firstAllowed(now: number, constraints: readonly Constraint[]): number | undefined {
	for (let at = now; at - now <= MAX_WAIT_MS;) {
		const nexts = constraints.map(({ next }) => next(at));
		if (nexts.includes(undefined)) return undefined;
		const latest = Math.max(at, ...(nexts as number[]));
		if (latest === at) return at;
		at = latest;
	}
	return undefined;
}

/** @returns undefined when every constraint allows a call now */
export function waitFor(now: number, constraints: readonly Constraint[]): Wait | undefined {
	// A rule is open when it is open in every zone at once, which can be later than in each of them alone.
	const rules = [...new Set(constraints.map(({ rule }) => rule))];
	const waits = rules
		.map((rule) => ({
			rule,
			next:
				firstAllowed(
					now,
					constraints.filter((one) => one.rule === rule),
				) ?? Infinity,
		}))
		.filter(({ next }) => next !== now);
	if (waits.length === 0) return undefined;
	const { rule } = waits.reduce((one, other) => (other.next > one.next ? other : one));
	const until = firstAllowed(now, constraints);
	return { rule, reason: REASONS[rule.kind] as string, ...(until !== undefined && { until }) };
}
