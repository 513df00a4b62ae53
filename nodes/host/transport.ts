import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { TrunkRequest } from '../shared/providers/provider';
import type { Trunk } from '../shared/providers/settings';

export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

/** What came back from the trunk; a request without an answer is a value too, because the call may stand. */
export type TrunkAnswer =
	| { kind: 'answer'; status: number; headers: Readonly<Record<string, unknown>>; body: unknown }
	/** `sent`: the trunk may have read the request. */
	| { kind: 'noAnswer'; sent: boolean; timedOut: boolean };

/** Long enough for a trunk that rings the agent before it answers, short enough for a person who waits. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Codes of errors that arise before the first byte of a request leaves: Node's `dns`, `net` and `tls`. */
const NEVER_SENT: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const TIMEOUTS: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** The codes along an error's chain of causes; n8n wraps the HTTP client's error at least once. */
function codesOf(error: unknown): string[] {
	const codes: string[] = [];
	for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 5; depth += 1) {
		const { code, cause: next } = cause as { code?: unknown; cause?: unknown };
		if (typeof code === 'string') codes.push(code);
		cause = next;
	}
	return codes;
}

function toOptions(trunk: Trunk, request: TrunkRequest, timeoutMs: number): IHttpRequestOptions {
	const { method, path, query, headers, body, form } = request;
	return {
		method,
		url: `${trunk.baseUrl}${path}`,
		qs: query,
		headers: { ...headers, ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }) },
		body,
		json: true,
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the credential, and a POST, to an address that nobody checked.
		disableFollowRedirect: true,
	};
}

/**
 * The only place that sends a request to a trunk: once, never again on its own. n8n's proxy, TLS and SSRF settings
 * hold, because n8n's helper does the sending.
 */
export async function sendToTrunk(
	context: RequestContext,
	trunk: Trunk,
	request: TrunkRequest,
	timeoutMs = REQUEST_TIMEOUT_MS,
): Promise<TrunkAnswer> {
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'sipTrunkApi',
			toOptions(trunk, request, timeoutMs),
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return { kind: 'answer', status: statusCode, headers, body };
	} catch (error) {
		const codes = codesOf(error);
		return {
			kind: 'noAnswer',
			sent: !codes.some((code) => NEVER_SENT.has(code)),
			timedOut: codes.some((code) => TIMEOUTS.has(code)),
		};
	}
}
