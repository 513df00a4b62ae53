import type { ParsedNumber } from '../phone';
import type { MatchedBy } from './candidates';
import type { NoMatch } from './noMatch';
import type { Choice } from './selectCallerId';

interface Why {
	destination: ParsedNumber;
	seatId?: string;
	campaign?: string;
}

/** `DE (+49)`, or the calling code alone where it belongs to no country. */
const place = ({ country, callingCode }: ParsedNumber): string =>
	country ? `${country} (+${callingCode})` : `+${callingCode}`;

/** The area code of a +1 destination. */
const areaOf = ({ nationalNumber }: ParsedNumber): string => nationalNumber.slice(0, 3);

const REASONS: Readonly<Record<MatchedBy, (why: Why) => string>> = Object.freeze({
	sticky: () => 'The contact was called from this number before.',
	seat: ({ seatId, destination }) => `Seat ${seatId} has its own number for ${place(destination)}.`,
	campaign: ({ campaign, destination }) => `Campaign ${campaign} has its own number for ${place(destination)}.`,
	prefix: ({ destination }) => `The number is local to the destination's area in ${place(destination)}.`,
	overlay: ({ destination }) => `The number's area code serves the same area as ${areaOf(destination)}.`,
	neighbor: ({ destination }) => `The number is in an area that borders on that of ${areaOf(destination)}.`,
	nearest: ({ destination }) =>
		`Of the numbers in ${place(destination)}, this one shares the most first digits with the destination's area.`,
	country: ({ destination }) => `The number belongs to the destination's country, ${place(destination)}.`,
	mappedCountry: ({ destination }) =>
		`No number is free for ${place(destination)}; the country map specifies another country.`,
	callingCode: ({ destination }) => `No number is free for ${place(destination)}; this one shares the calling code.`,
	default: ({ destination }) => `No number is free for ${place(destination)}, so the default number is used.`,
});

const NO_MATCH_REASONS: Readonly<Record<NoMatch['code'], (why: Why) => string>> = Object.freeze({
	notProvisioned: ({ destination }) =>
		`No number is provisioned for ${place(destination)}. Add one to the pool, map the country, or set a default number.`,
	exhausted: ({ destination }) => `Every number for ${place(destination)} is excluded. Add numbers or stop dialing.`,
	otherSeats: ({ destination }) =>
		`Every number for ${place(destination)} is dedicated to another seat. Set Seat ID, or allow Lend Seat Numbers.`,
	dailyCap: ({ destination }) =>
		`Every number left for ${place(destination)} has made its calls of the day. Add numbers or call tomorrow.`,
});

const STARTS_OVER = ' Earlier attempts took every number in line, so it starts over.';

/** Why this number, in a sentence or two. */
export const whyChosen = ({ matchedBy, repeats }: Choice, why: Why): string =>
	REASONS[matchedBy](why) + (repeats ? STARTS_OVER : '');
/** Why none, and what to do. */
export const whyNone = ({ code }: NoMatch, why: Why): string => NO_MATCH_REASONS[code](why);
