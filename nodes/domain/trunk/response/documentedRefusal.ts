import { asText } from '../event/payload';

/** An answer outside 2xx. */
export interface ErrorAnswer {
	status: number;
	body: unknown;
}

/**
 * The statuses with which HTTP APIs refuse a request before they act on it: malformed, unauthorized, unpaid, forbidden,
 * unknown address, wrong method, unknown media type, unacceptable value, too many (RFC 9110, RFC 6585). A redirect, a
 * conflict, a timeout or an error of the server can come after the trunk has acted.
 */
const REFUSING: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 405, 415, 422, 429]);

/**
 * Whether an answer says in the trunk's own words that nothing was dialed. The status alone does not: proxies on the way
 * answer with the same ones, and may do so after the trunk has dialed.
 * @param codes those that the trunk's documents define so
 * @param found the codes in the answer, read from where the documents place them
 */
export const isDocumentedRefusal = (
	{ status }: ErrorAnswer,
	codes: ReadonlySet<string>,
	...found: readonly unknown[]
): boolean => REFUSING.has(status) && found.length > 0 && found.every((code) => codes.has(asText(code) ?? ''));

/** The codes of a setting, with commas or spaces between them. */
export const readCodes = (setting: unknown): ReadonlySet<string> =>
	new Set((asText(setting) ?? '').split(/[\s,]+/).filter((code) => code !== ''));
