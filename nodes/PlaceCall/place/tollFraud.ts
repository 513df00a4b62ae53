import { numberType, parseNumber } from '../../domain/phone';
import type { OutboundCall } from '../../domain/trunk/provider';
import { invalid, isInvalid, type Invalid } from '../../domain/result';

export interface Limits {
	/** ISO 3166-1 alpha-2; empty allows every country. */
	allowedCountries: ReadonlySet<string>;
}

/** Control characters and what ends a quoted string or an address: a trunk may put these values into a SIP header. */
const UNSAFE_IN_HEADER = /[\p{Cc}"<>]/u;
const LONGEST_HEADER_VALUE = 256;

/** What a destination must not be, so that neither a mistake nor a stranger's input costs money. */
export function checkDestination(to: string, { allowedCountries }: Limits): Invalid | undefined {
	if (numberType(to) === 'PREMIUM_RATE') return invalid('To: premium-rate numbers are never dialed from a workflow.');
	if (allowedCountries.size === 0) return undefined;
	const parsed = parseNumber(to);
	const country = isInvalid(parsed) ? undefined : parsed.country;
	if (country && allowedCountries.has(country)) return undefined;
	return invalid(`To: the number belongs to ${country ?? 'no country'}, which is not in Allowed Countries.`);
}

/** `Seat`, `Client Reference` and `Contact ID` go to the trunk as they are. */
export function checkHeaderValues({ seatId, clientReference, contactId, metadata }: OutboundCall): Invalid | undefined {
	const named = { Seat: seatId, 'Client Reference': clientReference, 'Contact ID': contactId };
	const unsafe = Object.entries(named).find(
		([, value]) => value && (UNSAFE_IN_HEADER.test(value) || value.length > LONGEST_HEADER_VALUE),
	);
	if (unsafe) {
		return invalid(
			`${unsafe[0]} must have at most ${LONGEST_HEADER_VALUE} characters and no line breaks, quotes or angle brackets, since it may end up in a SIP header.`,
		);
	}
	const controls = Object.entries(metadata ?? {}).find(([name, value]) =>
		/\p{Cc}/u.test(`${name}${typeof value === 'string' ? value : ''}`),
	);
	return controls
		? invalid('Metadata must not contain line breaks or other control characters, since it may end up in SIP headers.')
		: undefined;
}
