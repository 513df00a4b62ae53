import { causeKey } from '../../call/causeKey';
import { readNumber } from '../../time/readSeconds';
import { readTime, toIso } from '../../time/readTime';

/** Readers of untrusted payloads: each takes what it can use and returns undefined for the rest. */

export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown): Fields | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** An own property: `constructor` and `__proto__` of a payload's prototype are not its fields. */
export const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** The value at a path of names and list positions joined by dots, e.g. `data.calls.0.id`. */
export function readPath(body: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((value, name) => {
		if (Array.isArray(value)) return /^\d{1,4}$/.test(name) ? value[Number(name)] : undefined;
		const fields = asFields(value);
		return fields && own(fields, name);
	}, body);
}

/** Text with something in it; a safe integer counts as its digits. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	const trimmed = typeof value === 'string' ? value.trim() : '';
	return trimmed === '' ? undefined : trimmed;
}

/** A moment as ISO 8601 UTC. A date alone is none: taken for midnight, it would give wrong ring and talk times. */
export const asInstant = (value: unknown): string | undefined => toIso(readTime(value));

/** Long enough for every cause that a trunk documents. */
const LONGEST_CAUSE = 64;

/** `Normal Clearing`, `NORMAL_CLEARING` and `normal-clearing` are one cause; signs alone are none. */
export function asCauseName(value: unknown): string | undefined {
	const key = causeKey(asText(value) ?? '');
	return /[\p{L}\p{N}]/u.test(key) ? key.slice(0, LONGEST_CAUSE) : undefined;
}

/** FreeSWITCH's own causes beside Q.850's 0 to 127: https://github.com/signalwire/freeswitch, src/include/switch_types.h */
const isOwnCause = (code: number): boolean => code === 142 || (code >= 700 && code <= 825);

/** Hangup causes and SIP statuses share one field at some trunks; their ranges do not overlap. */
export function asCauseCode(value: unknown): { hangupCauseCode?: number; sipStatus?: number } {
	const code = readNumber(value);
	if (code === undefined || !Number.isInteger(code)) return {};
	if (code <= 127 || isOwnCause(code)) return { hangupCauseCode: code };
	return code >= 200 && code <= 699 ? { sipStatus: code } : {};
}

/** The fields that hold something: an event has no `undefined` in it. */
export function compact<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** A query without the parameters that have no value. */
export const compactQuery = (
	query: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> => compact(query) as Record<string, string | number>;
