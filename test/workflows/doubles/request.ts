import type { DoubleRequest } from '../../doubles/double';

/** A request with a JSON body, as a double sees it. */
export function request(method: string, path: string, headers: Record<string, string>, body?: unknown): DoubleRequest {
	return {
		method,
		path,
		query: new URLSearchParams(),
		headers: { 'content-type': 'application/json', ...headers },
		body: body === undefined ? '' : JSON.stringify(body),
	};
}
