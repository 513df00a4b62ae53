const SHOWN_AT_START = 5;
const SHOWN_AT_END = 2;

/** A phone number of which only country, area and the last two digits can be read: `+1202•••••43`. */
export function maskNumber(e164: string): string {
	const hidden = Math.max(3, e164.length - SHOWN_AT_START - SHOWN_AT_END);
	return e164.slice(0, SHOWN_AT_START) + '•'.repeat(hidden) + e164.slice(-SHOWN_AT_END);
}
