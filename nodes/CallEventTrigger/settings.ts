import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { CallDirection, CallEventName } from '../domain/call/callEvent';
import type { SchemeName } from '../domain/webhook/signature';

type DeduplicationStore = 'n8nHistory' | 'redis' | 'postgres';

export interface TriggerSettings {
	events: readonly CallEventName[];
	outputMode: 'single' | 'perEvent';
	store: DeduplicationStore;
	/** `provider`: as the trunk of the credential signs. */
	signature: 'provider' | Exclude<SchemeName, 'twilio'>;
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
		direction?: CallDirection | 'any';
		dropRecordingUrl?: boolean;
		healthToken?: string;
		historySize?: number;
		includeRaw?: boolean;
		onChangedPayload?: 'ignore' | 'emitUpdate';
		onStoreUnavailable?: 'emit' | 'refuse';
		registerWebhook?: boolean;
		seats?: string;
		windowHours?: number;
	};
}

type Context = IWebhookFunctions | IExecuteFunctions | IHookFunctions;

export function readSettings(context: Context): TriggerSettings {
	// An execution asks for a parameter of an item, the other contexts for the parameter itself.
	const read = <T>(name: string, fallback: T): T =>
		'getInputData' in context
			? (context.getNodeParameter(name, 0, fallback) as T)
			: (context.getNodeParameter(name, fallback) as T);
	return {
		events: read<CallEventName[]>('events', []),
		outputMode: read<TriggerSettings['outputMode']>('outputMode', 'single'),
		store: read<DeduplicationStore>('deduplicationStore', 'n8nHistory'),
		signature: read<TriggerSettings['signature']>('signature', 'provider'),
		signatureSettings: read<TriggerSettings['signatureSettings']>('signatureSettings', {}),
		options: read<TriggerSettings['options']>('options', {}),
	};
}

/** The seeds ask for at least 24 h; the longest provider retry known is three days (Stripe). */
export const MIN_WINDOW_HOURS = 24;
export const DEFAULT_WINDOW_HOURS = 72;
/** Three events a call: about 3,300 calls. */
export const DEFAULT_HISTORY_SIZE = 10_000;
/** The webhook specification advises less than 20 kB; call events have about 1 kB. */
export const DEFAULT_BODY_SIZE_LIMIT_KIB = 256;

const HOUR_MS = 3_600_000;

export const windowMs = ({ options }: TriggerSettings): number =>
	Math.max(options.windowHours ?? DEFAULT_WINDOW_HOURS, MIN_WINDOW_HOURS) * HOUR_MS;
