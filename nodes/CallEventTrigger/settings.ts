import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { CallDirection, CallEventName } from '../shared/callEvent';

export type LedgerKind = 'n8nHistory' | 'redis' | 'postgres';

export interface TriggerSettings {
	events: readonly CallEventName[];
	ledger: LedgerKind;
	options: {
		bodySizeLimitKib?: number;
		direction?: CallDirection | 'any';
		dropRecordingUrl?: boolean;
		historySize?: number;
		includeRaw?: boolean;
		onChangedPayload?: 'ignore' | 'emitUpdate';
		onLedgerUnavailable?: 'emit' | 'refuse';
		seats?: string;
		windowHours?: number;
	};
}

export function readSettings(context: IWebhookFunctions | IExecuteFunctions): TriggerSettings {
	const read = <T>(name: string, fallback: T): T =>
		'getInputData' in context
			? (context.getNodeParameter(name, 0, fallback) as T)
			: (context.getNodeParameter(name, fallback) as T);
	return {
		events: read<CallEventName[]>('events', []),
		ledger: read<LedgerKind>('ledger', 'n8nHistory'),
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
