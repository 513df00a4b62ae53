import { CONSENTS, type Consent } from '../domain/contactRules';
import { invalid, type Invalid } from '../domain/result';
import { readTime } from '../domain/time/readTime';
import type { ZoneOffset } from '../domain/time/zone';

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'on', 'x', 'checked']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off', 'unchecked', '']);

/** Lists of one are read as their one part, as Airtable gives a lookup. */
const wordOf = (value: unknown): string => {
	const part: unknown = Array.isArray(value) && value.length <= 1 ? value[0] : value;
	return typeof part === 'object' && part !== null ? JSON.stringify(part) : String(part ?? '').trim();
};

const shown = (value: unknown): string => wordOf(value).slice(0, 40);

/** A yes or no of a form, a CRM or a sheet; empty is no. */
export function readYesNo(value: unknown, label: string): boolean | Invalid {
	const word = wordOf(value).toLowerCase();
	if (YES.has(word)) return true;
	return NO.has(word) ? false : invalid(`${label} must be yes or no, not “${shown(value)}”.`);
}

/** A moment; a date alone is the start of that day for the contact. */
export function readMoment(value: unknown, label: string, zone: ZoneOffset | undefined): number | undefined | Invalid {
	if (wordOf(value) === '') return undefined;
	const part: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	const json = (part as { toJSON?: () => unknown } | null)?.toJSON?.() ?? part;
	return (
		readTime(json, { day: 'start', zone }) ??
		invalid(`${label} must be a date such as 2026-10-05 or a time such as 2026-10-05T16:30:00Z, not “${shown(value)}”.`)
	);
}

/** Several moments: an array, or text with commas. */
export function readMoments(value: unknown, label: string, zone: ZoneOffset | undefined): number[] | Invalid {
	const parts: unknown[] = typeof value === 'string' ? value.split(/[,;\n]/) : [value ?? []].flat();
	const moments = parts.map((part) => readMoment(part, label, zone));
	const wrong = moments.find((moment) => typeof moment === 'object');
	return wrong ?? moments.filter((moment): moment is number => typeof moment === 'number');
}

/** One of the values of an option. */
export function readOneOf<T extends string>(value: unknown, label: string, values: readonly T[]): T | Invalid {
	const word = wordOf(value);
	return values.find((one) => one === word) ?? invalid(`${label} must be ${values.join(', ')}, not “${shown(value)}”.`);
}

/** A box that is checked is express consent. */
export function readConsent(value: unknown): Consent | Invalid {
	const word = wordOf(value).toLowerCase();
	const named = CONSENTS.find((one) => one === word);
	if (named) return named;
	const isGiven = readYesNo(value, 'Consent');
	if (typeof isGiven === 'boolean') return isGiven ? 'express' : 'none';
	return invalid(`Consent must be ${CONSENTS.join(', ')}, yes or no, not “${shown(value)}”.`);
}

/** Whether the number is on a register, or since when; undefined when nobody has looked. */
export function readRegistered(value: unknown, zone: ZoneOffset | undefined): boolean | number | undefined | Invalid {
	const word = wordOf(value).toLowerCase();
	if (word === '') return undefined;
	if (YES.has(word) || NO.has(word)) return YES.has(word);
	const since = readMoment(value, 'Registered', zone);
	return typeof since === 'number' ? since : invalid(`Registered must be yes, no or a date, not “${shown(value)}”.`);
}
