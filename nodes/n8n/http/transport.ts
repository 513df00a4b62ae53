import {
	UserError,
	type IAdditionalCredentialOptions,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import type { TrunkRequest } from '../../domain/trunk/provider';
import type { Silence } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';

export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** What came back from the trunk; a request without an answer is a value too, because the call may stand. */
export type TrunkAnswer =
	| { kind: 'answer'; status: number; headers: Readonly<Record<string, unknown>>; body: unknown }
	| ({ kind: 'noAnswer' } & Silence);

export interface SendOptions {
	timeoutMs?: number;
	/** The body as bytes instead of parsed JSON. */
	binary?: boolean;
}

/** Long enough for a trunk that rings the agent before it answers, short enough for a person who waits. */
export const REQUEST_TIMEOUT_MS = 30_000;

const FORM = 'application/x-www-form-urlencoded';

/** What a socket does before it can send: Node's `dns` and `net` name it in their errors. */
const BEFORE_SENDING: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** Codes of errors that Node's `tls` raises before the first byte of a request leaves. */
const NOT_TRUSTED: ReadonlySet<unknown> = new Set([
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const TIMEOUTS: ReadonlySet<unknown> = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED']);

interface Cause {
	code?: unknown;
	message?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

/** An error and what caused it; n8n wraps the HTTP client's error at least once. */
function causesOf(error: unknown): Cause[] {
	const causes: Cause[] = [];
	for (
		let cause = error;
		typeof cause === 'object' && cause !== null && causes.length < 5;
		cause = (cause as Cause).cause
	)
		causes.push(cause as Cause);
	return causes;
}

function silenceOf(error: unknown): Silence {
	const causes = causesOf(error);
	// n8n's SSRF protection and our own `authenticate` refuse with a sentence that is meant for the user.
	const refusal = causes.find((cause) => cause instanceof UserError);
	return {
		sent: !refusal && !causes.some(({ code, syscall }) => BEFORE_SENDING.has(syscall) || NOT_TRUSTED.has(code)),
		timedOut: causes.some(({ code }) => TIMEOUTS.has(code)),
		...(refusal && { refusedByN8n: String(refusal.message) }),
	};
}

/** Repeats a field for each entry of a list, which n8n's own form encoding would join with commas. */
function toForm(fields: Readonly<Record<string, unknown>>): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		for (const entry of Array.isArray(value) ? value : [value]) form.append(name, String(entry));
	}
	return form.toString();
}

function toOptions(
	trunk: Trunk,
	{ method, path, query, headers, body, form }: TrunkRequest,
	{ timeoutMs, binary }: SendOptions,
): IHttpRequestOptions {
	const given = Object.entries(headers ?? {}).filter(([name]) => !form || name.toLowerCase() !== 'content-type');
	return {
		method,
		url: `${trunk.baseUrl}${path}`,
		qs: query,
		headers: { ...Object.fromEntries(given), ...(form && { 'Content-Type': FORM }) },
		body: body && form ? toForm(body) : body,
		...(binary ? { encoding: 'arraybuffer' as const } : { json: true }),
		timeout: timeoutMs ?? REQUEST_TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the credential, and a POST, to an address that nobody checked.
		disableFollowRedirect: true,
	};
}

const CREDENTIAL = 'sipTrunkApi';

/** The credential as the node has read it. n8n would read and decrypt it again for each request: an eighth of what a call costs. */
const asRead = ({ settings }: Trunk): IAdditionalCredentialOptions => ({
	credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: settings as ICredentialDataDecryptedObject },
});

/**
 * The only place that sends a request to a trunk: once, never again on its own. n8n's proxy, TLS and SSRF settings
 * hold, because n8n's helper does the sending.
 */
export async function sendToTrunk(
	context: RequestContext,
	trunk: Trunk,
	request: TrunkRequest,
	options: SendOptions = {},
): Promise<TrunkAnswer> {
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			toOptions(trunk, request, options),
			asRead(trunk),
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return { kind: 'answer', status: statusCode, headers, body };
	} catch (error) {
		return { kind: 'noAnswer', ...silenceOf(error) };
	}
}
