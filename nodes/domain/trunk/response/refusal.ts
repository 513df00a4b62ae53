import { readNumber } from '../../time/readSeconds';
import { asFields, asText, own } from '../event/payload';
import { redact } from './redact';
import type { TrunkSettings } from '../provider';

/** Why a request came to nothing, in words for the person who built the workflow. */
export interface Refusal {
	/** What happened. */
	message: string;
	/** What to do. */
	description: string;
	/** n8n's vocabulary for what failed. */
	cause?:
		'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	/** Minimum wait that the trunk asked for. */
	retryAfterMs?: number;
	httpStatus?: number;
}

type Words = Pick<Refusal, 'message' | 'description' | 'cause'>;

/** By HTTP status: RFC 9110 for the meaning, the vendors' pages for what it means at a trunk. */
const WORDS: ReadonlyMap<number, Words> = new Map<number, Words>([
	[
		400,
		{
			message: 'The trunk did not accept the request',
			description: "Check From (it must be one of the trunk's numbers), To and the additional fields",
			cause: 'configuration-invalid',
		},
	],
	[
		401,
		{
			message: 'The trunk refused the access token',
			description: "Copy the token again from the trunk's portal into the SIP Trunk API credential",
			cause: 'credential-invalid',
		},
	],
	[
		402,
		{
			message: 'The trunk account has no credit left for this request',
			description: 'Top up the account at the trunk',
			cause: 'quota-exhausted',
		},
	],
	[
		403,
		{
			message: 'The trunk knows the access token but does not allow this request',
			description:
				"The account may be suspended, the token may lack the scope, or this server's address may not be on the trunk's list",
			cause: 'credential-invalid',
		},
	],
	[
		404,
		{
			message: 'The trunk knows no such call or address',
			description: 'Check the call UUID, and the base URL in the SIP Trunk API credential',
			cause: 'configuration-invalid',
		},
	],
	[
		405,
		{
			message: 'The trunk does not offer this operation at this address',
			description: 'Check the base URL and the paths in the SIP Trunk API credential',
			cause: 'configuration-invalid',
		},
	],
	[
		409,
		{
			message: 'The trunk refused because of the state the call is in',
			description: 'Look the call up with the operation Get first',
		},
	],
	[
		422,
		{
			message: 'The trunk did not accept a value of the request',
			description: 'Check From, To and the additional fields',
			cause: 'configuration-invalid',
		},
	],
	[
		429,
		{
			message: 'The trunk is receiving more requests than it allows',
			description: "Set Calls per Second in the options to the trunk's limit",
			cause: 'rate-limited',
		},
	],
	[
		503,
		{
			message: 'The trunk is not available right now',
			description: 'Try again later',
			cause: 'temporarily-unavailable',
		},
	],
]);

const REDIRECTED: Words = {
	message: 'The trunk redirected the request, which was not followed',
	description: 'Enter the address it leads to as the base URL in the SIP Trunk API credential',
	cause: 'configuration-invalid',
};
const SERVER_SIDE: Words = {
	message: 'The trunk or a proxy before it broke down on this request',
	description: "Try again later; look at the trunk's status page if it stays",
	cause: 'temporarily-unavailable',
};
const CLIENT_SIDE: Words = {
	message: 'The trunk refused the request',
	description: 'Check the values of this item',
	cause: 'configuration-invalid',
};

function wordsFor(status: number): Words {
	const known = WORDS.get(status);
	if (known) return known;
	if (status >= 500) return SERVER_SIDE;
	return status < 400 ? REDIRECTED : CLIENT_SIDE;
}

/** Longest part of a provider's own sentence that is repeated: enough to act on, too short for a page of HTML. */
const MAX_QUOTE_LENGTH = 200;
/** As much of it is searched for secrets. */
const MAX_READ_LENGTH = 10_000;

/** The provider's own sentence, wherever its JSON keeps it; never a whole body. */
function providerSentence(body: unknown, settings: TrunkSettings): string | undefined {
	const fields = asFields(body);
	if (!fields) return undefined;
	const errors = own(fields, 'errors');
	const nested = asFields(own(fields, 'error')) ?? asFields(Array.isArray(errors) ? errors[0] : errors);
	const candidates = [fields, ...(nested ? [nested] : [])].flatMap((part) =>
		['message', 'detail', 'title', 'error'].map((name) => own(part, name)),
	);
	const sentence = candidates.map(asText).find((text) => text !== undefined);
	return (
		sentence &&
		redact(sentence.slice(0, MAX_READ_LENGTH), settings)
			.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
			.slice(0, MAX_QUOTE_LENGTH)
	);
}

/** `Retry-After` as delay seconds or HTTP date (RFC 9110 section 10.2.3). */
export function retryAfterMs(value: unknown, nowMs: number): number | undefined {
	const seconds = readNumber(value);
	if (seconds !== undefined) return seconds * 1000;
	const date = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

interface Answer {
	status: number;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** The trunk's own sentence and the wait that it asks for, added to ours. */
function withAnswer(words: Words, { status, headers, body }: Answer, settings: TrunkSettings, nowMs: number): Refusal {
	const sentence = providerSentence(body, settings);
	const wait = retryAfterMs(headers['retry-after'], nowMs);
	return {
		...words,
		message: sentence ? `${words.message}: ${sentence}` : words.message,
		httpStatus: status,
		...(wait !== undefined && {
			retryAfterMs: wait,
			description: `${words.description}. It asks to wait ${Math.ceil(wait / 1000)} s`,
		}),
	};
}

/** What an answer outside 2xx means. */
export const refusalOf = (answer: Answer, settings: TrunkSettings, nowMs: number): Refusal =>
	withAnswer(wordsFor(answer.status), answer, settings, nowMs);

/** Why an answer proves nothing, and what to look at when it is true all the same. */
function whyOpen(status: number): string {
	if (status < 400)
		return 'The redirect was not followed: enter the address it leads to as the base URL in the SIP Trunk API credential';
	const advice = status < 500 ? WORDS.get(status)?.description : undefined;
	return `The trunk may have acted before it answered so${advice ? `. ${advice}` : ''}`;
}

/**
 * What an answer outside 2xx means that is not a certain refusal.
 * @param effect what may have happened, e.g. `the call was placed`
 */
export function openRefusalOf(answer: Answer, settings: TrunkSettings, nowMs: number, effect: string): Refusal {
	const { cause } = wordsFor(answer.status);
	const words: Words = {
		message: `The trunk answered with status ${answer.status}, so it is unknown whether ${effect}`,
		description: whyOpen(answer.status),
		cause,
	};
	return withAnswer(words, answer, settings, nowMs);
}

/** A request that got no answer. */
export interface Silence {
	/** The trunk may have read the request. */
	sent: boolean;
	timedOut: boolean;
	/** n8n's own sentence when it was n8n that did not send it. */
	refusedByN8n?: string;
}

const NOT_REACHED: Refusal = {
	message: 'The trunk cannot be reached, so nothing was sent',
	description: 'Check the base URL in the SIP Trunk API credential and the network of this n8n',
	cause: 'temporarily-unavailable',
};

/** What the silence of a trunk means. Only a request that may have been read leaves open whether it took effect. */
export function noAnswerRefusal({ sent, timedOut, refusedByN8n }: Silence, settings: TrunkSettings): Refusal {
	if (refusedByN8n)
		return {
			message: 'n8n did not send the request',
			description: redact(refusedByN8n, settings),
			cause: 'configuration-invalid',
		};
	if (!sent) return NOT_REACHED;
	const what = timedOut ? 'The trunk did not answer in time' : 'The connection to the trunk broke off';
	return {
		message: `${what}, so it is unknown whether the request took effect`,
		description: 'Look at the trunk whether it did before sending it again',
		cause: 'temporarily-unavailable',
	};
}
