import type { CallLeg } from '../call/callEvent';
import { joinFacts, type Fact, type Facts } from './facts';

/** What is kept of a call's legs, by the provider's identifier of each. */
export type Legs = Readonly<Record<string, Facts>>;

/** The vendors' words for a leg that goes on; any other one says how it ended, and nothing comes after that. */
const PROGRESS: ReadonlyArray<readonly string[]> = [
	['queued', 'initiating', 'initiated'],
	['ringing', 'callingCaller', 'callingCallee'],
	['answered', 'in-progress', 'connected'],
];

function progressOf(status: unknown): number {
	const at = PROGRESS.findIndex((words) => words.includes(String(status)));
	return at < 0 ? PROGRESS.length : at;
}

function legFacts({ callUuid: _callUuid, ...leg }: CallLeg): Facts {
	const told = Object.entries(leg).filter(([, value]) => value !== undefined);
	return Object.fromEntries(
		told.map(([field, value]): [string, Fact] => [field, [field === 'status' ? progressOf(value) : 0, value]]),
	);
}

export const legsOf = (legs: readonly CallLeg[] = []): Legs =>
	Object.fromEntries(legs.map((leg) => [leg.callUuid, legFacts(leg)]));

/** All that two sides know of a call's legs; `known` itself when `told` adds nothing. */
export function joinLegs(known: Legs, told: Legs): Legs {
	const added = Object.entries(told)
		.map(([leg, facts]) => [leg, joinFacts(known[leg] ?? {}, facts)] as const)
		.filter(([leg, facts]) => facts !== known[leg]);
	return added.length === 0 ? known : { ...known, ...Object.fromEntries(added) };
}

/** In the order of their identifiers, so that it does not matter which was told first. */
export const toLegs = (legs: Legs): CallLeg[] =>
	Object.entries(legs)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([callUuid, facts]) => {
			const fields = Object.entries(facts).map(([field, [, value]]) => [field, value]);
			return { callUuid, ...Object.fromEntries(fields) } as CallLeg;
		});
