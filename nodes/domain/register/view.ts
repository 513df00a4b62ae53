import type { CallEvent, CallEventName } from '../call/callEvent';
import { canonicalJson } from '../canonicalJson';
import { providers } from '../trunk';
import { withDurations } from '../trunk/event/callTimes';
import { compact } from '../trunk/event/payload';
import { isReadable, isToldBy } from './facts';
import { toLegs } from './legs';
import type { Told } from './record';

type Known = Partial<CallEvent>;

/** Every field of a call that anybody told, before its times are compared with each other. */
function fieldsOf({ facts, legs }: Told): Known {
	const fields = Object.fromEntries(Object.entries(facts).map(([field, [, value]]) => [field, value])) as Known;
	const all = toLegs(legs);
	return {
		...fields,
		fromValid: facts.from !== undefined && isReadable(facts.from),
		toValid: facts.to !== undefined && isReadable(facts.to),
		...(all.length > 0 && { legs: all }),
	};
}

/** A party as the event tells it, or as it is known where the event does not tell a number that can be read. */
const party = (name: 'from' | 'to', event: Known, known: Known): Known => {
	const valid = `${name}Valid` as const;
	const source = event[name] && (event[valid] || !known[valid]) ? event : known;
	return { [name]: source[name] ?? '', [valid]: source[valid] ?? false };
};

/**
 * An event with the whole call in it. What the event itself says stays as it is; what it lacks is what anybody told.
 * Ring and talk time follow from all times together, and times that contradict each other are left out.
 */
export function complete(event: CallEvent, told: Told): CallEvent {
	const known = fieldsOf(told);
	const fields: CallEvent = {
		...known,
		...compact(event),
		...party('from', event, known),
		...party('to', event, known),
		...(known.legs && { legs: known.legs }),
	};
	const { ringSeconds, ...durations } = withDurations(fields);
	const isRingKnown = !providers[fields.provider]?.startsBeforeRinging;
	return compact({ ...fields, ...durations, ringSeconds: isRingKnown ? ringSeconds : fields.ringSeconds });
}

/** The event of a call that the register alone tells, e.g. its end, or how it stands. */
export function toEvent(told: Told, callUuid: string, event?: CallEventName): CallEvent {
	const known = fieldsOf(told);
	const name = event ?? known.event ?? 'initiated';
	const at = known.endedAt ?? known.occurredAt ?? '';
	return complete({ occurredAt: at, receivedAt: at, ...known, callUuid, event: name } as CallEvent, told);
}

/** What is about deliveries, or about the legs beside the call. */
const INSIGNIFICANT: ReadonlySet<string> = new Set(['occurredAt', 'receivedAt', 'event', 'legId', 'sessionId']);

/** What is known of a call beside what its end told: another text means that a fact came late. */
export function significance({ facts }: Told): string {
	const beside = Object.entries(facts).filter(
		([field, fact]) => !INSIGNIFICANT.has(field) && !isToldBy('completed', fact),
	);
	return canonicalJson(Object.fromEntries(beside));
}

/** The contact's number: who is called, or who calls in. */
export function contactNumber({ facts }: Told): string | undefined {
	const fact = facts.direction?.[1] === 'inbound' ? facts.from : facts.to;
	return fact !== undefined && isReadable(fact) ? String(fact[1]) : undefined;
}

/** Whether a UUID is that of an agent's or a third party's leg. */
export function isAgentsLeg({ legs }: Told, leg: string): boolean {
	const party = legs[leg]?.party?.[1];
	return party === 'agent' || party === 'thirdParty';
}
