import { readNumber } from '../../../time/readSeconds';
import { asCauseName, asFields, asText, compact, own, type Fields } from '../../event/payload';

/** The causes of https://developers.telnyx.com/api-reference/callbacks/call-hangup that no answered call ends with. */
const UNANSWERED_CAUSES: ReadonlySet<string> = new Set([
	'call_rejected',
	'originator_cancel',
	'timeout',
	'user_busy',
	'not_found',
	'no_answer',
]);

export interface HangUp {
	hangupCause?: string;
	sipStatus?: number;
	sipReason?: string;
	hangupSource?: string;
	durationSeconds?: number;
	mos?: number;
}

/** `sip_hangup_cause` is a status, or a status with its phrase, or `unspecified`. */
function readSip(value: unknown): { sipStatus?: number; sipReason?: string } {
	const [, digits, phrase] = /^([2-6]\d\d)(?:\s+(.+))?$/.exec(asText(value) ?? '') ?? [];
	return { sipStatus: digits === undefined ? undefined : Number(digits), sipReason: phrase };
}

/**
 * A hang-up tells when the call started and ended but not when it was answered, so ring and talk time of an answered
 * call stay open; that of an unanswered one is 0.
 */
export function readHangUp(payload: Fields): HangUp {
	const hangupCause = asCauseName(own(payload, 'hangup_cause'));
	const sip = readSip(own(payload, 'sip_hangup_cause'));
	const isUnanswered = UNANSWERED_CAUSES.has(hangupCause ?? '') || (sip.sipStatus ?? 0) >= 300;
	const inbound = asFields(own(asFields(own(payload, 'call_quality_stats')) ?? {}, 'inbound'));
	return compact({
		hangupCause: hangupCause === 'unspecified' ? undefined : hangupCause,
		...sip,
		hangupSource: asText(own(payload, 'hangup_source')),
		durationSeconds: isUnanswered ? 0 : undefined,
		mos: inbound && readNumber(own(inbound, 'mos')),
	});
}
