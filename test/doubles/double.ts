import type { IncomingHttpHeaders } from 'node:http';

export interface DoubleRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	/** As received; `''` without one. */
	body: string;
}

export interface DoubleAnswer {
	status: number;
	headers?: Record<string, string>;
	/** Sent as JSON, or as it is when it is text. */
	body?: unknown;
}

/** One line of a double's request log, which nothing ever removes from. */
export interface LoggedRequest {
	at: number;
	method: string;
	path: string;
	status: number;
	/** Parsed where it was JSON or a form. */
	body: unknown;
}

/**
 * A service on loopback in place of the real one. It keeps the published contract, refuses what the real one would
 * refuse, and knows nothing of HTTP servers, so that a unit test can call it.
 */
export interface Double {
	/** The real host name that it answers for. */
	host: string;
	answer(request: DoubleRequest): DoubleAnswer;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): DoubleAnswer => ({
	status,
	body,
	headers,
});

/** The parsed JSON of a request, `undefined` when it is none. */
export function parseBody({ headers, body }: DoubleRequest): unknown {
	try {
		if (/^application\/x-www-form-urlencoded/.test(headers['content-type'] ?? ''))
			return Object.fromEntries(new URLSearchParams(body));
		return body === '' ? undefined : JSON.parse(body);
	} catch {
		return undefined;
	}
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
