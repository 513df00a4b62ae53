import { createHmac } from 'node:crypto';
import type { Moment, Notice, SimulatedCall } from '../../exchange';
import { ACCOUNT, ACCOUNT_SID, recordingSid, rfc2822, statusOf, talkSeconds } from './resource';

export type Parameters = Readonly<Record<string, string>>;

const MOMENTS: readonly Moment[] = ['initiated', 'ringing', 'answered', 'completed'];
const isMoment = (moment: Moment | Notice): moment is Moment => MOMENTS.includes(moment as Moment);

/** https://www.twilio.com/docs/voice/api/call-resource#statuscallback-http-parameters */
function status(call: SimulatedCall, moment: Moment): Parameters {
	const times = {
		initiated: call.initiatedAt,
		ringing: call.ringingAt,
		answered: call.answeredAt,
		completed: call.endedAt,
	};
	return {
		CallSid: call.id,
		...(call.partner && { ParentCallSid: call.partner }),
		AccountSid: ACCOUNT_SID,
		From: call.from,
		To: call.to,
		CallStatus: statusOf(call, moment),
		ApiVersion: '2010-04-01',
		Direction: call.partner ? 'outbound-dial' : 'outbound-api',
		CallbackSource: 'call-progress-events',
		SequenceNumber: String(MOMENTS.indexOf(moment)),
		Timestamp: rfc2822(times[moment] ?? call.initiatedAt) as string,
		...(moment === 'completed' && {
			CallDuration: String(talkSeconds(call)),
			SipResponseCode: String(call.cause?.sip),
		}),
	};
}

/** https://www.twilio.com/docs/voice/answering-machine-detection */
function answeredBy({ scenario, sent }: SimulatedCall, moment: 'detected' | 'beep'): string | undefined {
	const waitsForEnd = sent.detection === 'DetectMessageEnd';
	if (scenario.answeredBy === 'machine') {
		if (moment === 'beep') return waitsForEnd ? 'machine_end_beep' : undefined;
		return waitsForEnd ? undefined : 'machine_start';
	}
	if (moment === 'beep') return undefined;
	// A phone's assistant speaks like a person who answers; Twilio's detection does not know it.
	return scenario.answeredBy === 'fax' ? 'fax' : 'human';
}

/** https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback-parameters */
const recording = (call: SimulatedCall, origin: string): Parameters => ({
	AccountSid: ACCOUNT_SID,
	CallSid: call.partner ?? call.id,
	RecordingSid: recordingSid(call),
	RecordingUrl: `${origin}/twilio${ACCOUNT}/Recordings/${recordingSid(call)}`,
	RecordingStatus: 'completed',
	RecordingDuration: String(talkSeconds(call)),
	RecordingStartTime: rfc2822(call.answeredAt) as string,
	RecordingSource: String(call.sent.recordingSource),
});

/** What is posted where at this moment; undefined for what was not asked for. */
export function callbackOf(
	call: SimulatedCall,
	moment: Moment | Notice,
	origin: string,
): { fields: Parameters; sink?: string } | undefined {
	const { events, detectionUrl, record, recordingUrl } = call.sent as Record<string, never> & { events: string[] };
	if (isMoment(moment)) {
		const isChosen = (events.length > 0 ? events : ['completed']).includes(moment);
		return isChosen ? { fields: status(call, moment) } : undefined;
	}
	if (moment === 'recorded')
		return record && recordingUrl ? { fields: recording(call, origin), sink: recordingUrl } : undefined;
	if (moment === 'agentRinging' || !detectionUrl) return undefined;
	const word = answeredBy(call, moment);
	return word === undefined
		? undefined
		: {
				fields: { CallSid: call.id, AccountSid: ACCOUNT_SID, AnsweredBy: word, MachineDetectionDuration: '4000' },
				sink: detectionUrl,
			};
}

/** https://www.twilio.com/docs/usage/webhooks/webhooks-security */
export function signatureOf(url: string, fields: Parameters, authToken: string): string {
	const joined = Object.keys(fields)
		.sort()
		.reduce((text, name) => text + name + fields[name], url);
	return createHmac('sha1', authToken).update(joined).digest('base64');
}
