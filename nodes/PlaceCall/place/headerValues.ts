import { leavesOf } from '../../domain/leaves';
import { invalid, type Invalid } from '../../domain/result';
import type { OutboundCall } from '../../domain/trunk/provider';

/** Line breaks of every kind and other control characters. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** The same, and what ends a quoted string or an address. */
const UNSAFE_IN_HEADER = /[\p{Cc}\p{Zl}\p{Zp}"<>]/u;
const LONGEST_HEADER_VALUE = 256;

/** A trunk may put any value of an object into a SIP header, as Telnyx does with its custom headers. */
export function checkControlCharacters(label: string, value: unknown): Invalid | undefined {
	try {
		if (!leavesOf(value).some((text) => CONTROL.test(text))) return undefined;
	} catch {
		return invalid(`${label} is nested too deeply: use at most 100 levels.`);
	}
	return invalid(
		`${label} must not contain line breaks or other control characters, since it may end up in SIP headers.`,
	);
}

/** `Seat`, `Client Reference`, `Contact ID` and `Metadata` go to the trunk as they are. */
export function checkHeaderValues({ seatId, clientReference, contactId, metadata }: OutboundCall): Invalid | undefined {
	const named = { Seat: seatId, 'Client Reference': clientReference, 'Contact ID': contactId };
	const unsafe = Object.entries(named).find(
		([, value]) => value && (UNSAFE_IN_HEADER.test(value) || value.length > LONGEST_HEADER_VALUE),
	);
	return unsafe
		? invalid(
				`${unsafe[0]} must have at most ${LONGEST_HEADER_VALUE} characters and no line breaks, quotes or angle brackets, since it may end up in a SIP header.`,
			)
		: checkControlCharacters('Metadata', metadata);
}
