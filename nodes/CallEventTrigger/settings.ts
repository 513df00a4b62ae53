import type { IExecuteFunctions, IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { CallDirection, CallEventName } from '../domain/call/callEvent';
import type { SchemeName } from '../domain/webhook/signature';
import { isQueueMode } from '../n8n/instance';

export interface TriggerSettings {
	events: readonly CallEventName[];
	outputMode: 'single' | 'perEvent';
	/** `provider`: as the trunk of the credential signs. */
	signature: 'provider' | Exclude<SchemeName, 'twilio' | 'formToken'>;
	signatureSettings: {
		algorithm?: 'ed25519' | 'rsa-sha256';
		encoding?: 'hex' | 'base64';
		header?: string;
		prefix?: string;
		timestampHeader?: string;
		toleranceSeconds?: number;
	};
	options: {
		allowedIps?: string;
		bodySizeLimitKib?: number;
		crashTimeoutSeconds?: number;
		direction?: CallDirection | 'any';
		dropRecordingUrl?: boolean;
		eventsPerExecution?: number;
		executionsAtOnce?: number;
		healthToken?: string;
		includeRaw?: boolean;
		keepHours?: number;
		onChangedPayload?: 'ignore' | 'emitUpdate';
		processedWithinMinutes?: number;
		registerWebhook?: boolean;
		seats?: string;
	};
}

type Context = IWebhookFunctions | IExecuteFunctions | IHookFunctions | ITriggerFunctions;

export function readSettings(context: Context): TriggerSettings {
	// An execution asks for a parameter of an item, the other contexts for the parameter itself.
	const read = <T>(name: string, fallback: T): T =>
		'getInputData' in context
			? (context.getNodeParameter(name, 0, fallback) as T)
			: (context.getNodeParameter(name, fallback) as T);
	return {
		events: read<CallEventName[]>('events', []),
		outputMode: read<TriggerSettings['outputMode']>('outputMode', 'single'),
		signature: read<TriggerSettings['signature']>('signature', 'provider'),
		signatureSettings: read<TriggerSettings['signatureSettings']>('signatureSettings', {}),
		options: read<TriggerSettings['options']>('options', {}),
	};
}

/** The longest retry schedule that is known of a sender is three days (Stripe's); a day is the least. */
export const MIN_KEEP_HOURS = 24;
export const DEFAULT_KEEP_HOURS = 72;
/** The webhook specification advises less than 20 kB; call events have about 1 kB. */
export const DEFAULT_BODY_SIZE_LIMIT_KIB = 256;
export const DEFAULT_EXECUTIONS_AT_ONCE = 20;
/** Long enough for a process that is busy, short enough that a crash is noticed. */
export const DEFAULT_CRASH_TIMEOUT_SECONDS = 60;
/** A worker's lock on a job (60 s) and n8n's search for jobs without one (30 s). */
export const QUEUE_CRASH_TIMEOUT_SECONDS = 90;
export const MIN_CRASH_TIMEOUT_SECONDS = 1;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A number of at least `least`; the default when there is none. */
const atLeast = (least: number, value: unknown, otherwise: number): number => {
	const number = Number(value ?? otherwise);
	return Number.isFinite(number) ? Math.max(least, number) : otherwise;
};

/** The settings of the inbox, as numbers that hold. Times in milliseconds. */
export function inboxSettings({ options }: TriggerSettings) {
	const within = atLeast(0, options.processedWithinMinutes, 0);
	const crashTimeout = isQueueMode() ? QUEUE_CRASH_TIMEOUT_SECONDS : DEFAULT_CRASH_TIMEOUT_SECONDS;
	return {
		keepMs: Math.round(atLeast(MIN_KEEP_HOURS, options.keepHours, DEFAULT_KEEP_HOURS) * HOUR_MS),
		leaseMs: Math.round(atLeast(MIN_CRASH_TIMEOUT_SECONDS, options.crashTimeoutSeconds, crashTimeout) * 1_000),
		eventsPerExecution: Math.floor(atLeast(1, options.eventsPerExecution, 1)),
		maxFlights: Math.floor(atLeast(1, options.executionsAtOnce, DEFAULT_EXECUTIONS_AT_ONCE)),
		...(within > 0 && { withinMs: Math.round(within * MINUTE_MS) }),
	};
}
