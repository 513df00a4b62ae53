import { invalid, isInvalid, type Invalid } from '../../../result';
import { asText, compact } from '../../event/payload';
import type { CallOptions, OutboundCall, TrunkRequest, TrunkSettings } from '../../provider';
import { callbackUrl } from './callbackUrl';
import { accountPath } from './paths';
import { dialTwiml } from './twiml';

/** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
const LONGEST_TWIML = 4000;
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

const onMachineOf = ({ onMachine }: CallOptions): 'hangUp' | undefined =>
	onMachine === 'hangUp' ? onMachine : undefined;

/** https://www.twilio.com/docs/voice/answering-machine-detection */
const detectionOf = ({ machineDetection, detectBeep }: CallOptions): string | undefined =>
	machineDetection && (detectBeep ? 'DetectMessageEnd' : 'Enable');

function statusCallback(url: string | undefined) {
	return url ? { StatusCallback: url, StatusCallbackMethod: 'POST', StatusCallbackEvent: EVENTS } : {};
}

function recording(call: OutboundCall) {
	const { record, options: { recordingChannels } = {} } = call;
	const url = record ? callbackUrl(call) : undefined;
	return {
		Record: record,
		RecordingChannels: record ? recordingChannels : undefined,
		...(url && {
			RecordingStatusCallback: url,
			RecordingStatusCallbackMethod: 'POST',
			RecordingStatusCallbackEvent: ['completed', 'absent'],
		}),
	};
}

function detection(call: OutboundCall) {
	const { options = {} } = call;
	const isAsync = options.machineDetection === 'async';
	const url = isAsync ? callbackUrl(call, { onMachine: onMachineOf(options) }) : undefined;
	return {
		MachineDetection: detectionOf(options),
		AsyncAmd: isAsync ? 'true' : undefined,
		...(url && { AsyncAmdStatusCallback: url, AsyncAmdStatusCallbackMethod: 'POST' }),
	};
}

/** The leg of an agent who is rung after the contact. */
function agentTwiml(call: OutboundCall, seatId: string): string {
	const url = callbackUrl(call, { leg: 'agent' });
	const reported = { statusCallback: url, statusCallbackMethod: 'POST', statusCallbackEvent: 'answered completed' };
	return dialTwiml(seatId, { callerId: call.from }, url === undefined ? {} : reported);
}

/** The leg of a contact who is rung after the agent: all that the call was asked for is asked of it. */
function contactTwiml(call: OutboundCall): string {
	const { from, to, ringTimeoutSeconds, record, options = {} } = call;
	const recordingUrl = record ? callbackUrl(call) : undefined;
	const url = callbackUrl(call, { leg: 'contact' });
	const detectionUrl =
		options.machineDetection && callbackUrl(call, { leg: 'contact', onMachine: onMachineOf(options) });
	return dialTwiml(
		to,
		{
			callerId: from,
			timeout: ringTimeoutSeconds,
			timeLimit: options.timeLimitSeconds,
			...(record && {
				record: options.recordingChannels === 'dual' ? 'record-from-answer-dual' : 'record-from-answer',
			}),
			...(recordingUrl && {
				recordingStatusCallback: recordingUrl,
				recordingStatusCallbackMethod: 'POST',
				recordingStatusCallbackEvent: 'completed absent',
			}),
		},
		{
			sendDigits: options.sendDigits,
			...(url && { statusCallback: url, statusCallbackMethod: 'POST', statusCallbackEvent: EVENTS.join(' ') }),
			machineDetection: detectionOf(options),
			...(detectionUrl && { amdStatusCallback: detectionUrl, amdStatusCallbackMethod: 'POST' }),
		},
	);
}

/** Rings the agent; once they answer, Twilio rings the contact by itself. */
function agentFirst(call: OutboundCall, seatId: string): Record<string, unknown> {
	return {
		To: seatId,
		From: call.from,
		Twiml: contactTwiml(call),
		Timeout: call.ringTimeoutSeconds,
		...statusCallback(callbackUrl(call, { leg: 'agent', contact: call.to })),
	};
}

/** Rings the contact; what comes then is the agent, or what the credential's URL says. */
function contactFirst(call: OutboundCall, settings: TrunkSettings): Record<string, unknown> | Invalid {
	const { from, to, seatId, ringTimeoutSeconds, options = {} } = call;
	const url = asText(settings.twilioVoiceUrl);
	if (!seatId && !url)
		return invalid(
			'Twilio asks what to do when the call is answered: enter the agent as Seat, or Voice URL in the credential.',
		);
	return {
		To: to,
		From: from,
		...(seatId ? { Twiml: agentTwiml(call, seatId) } : { Url: url }),
		Timeout: ringTimeoutSeconds,
		TimeLimit: options.timeLimitSeconds,
		SendDigits: options.sendDigits,
		...recording(call),
		...detection(call),
		...statusCallback(callbackUrl(call)),
	};
}

/** The agent who is rung first; undefined when the contact is. */
const firstAgent = ({ seatId, options = {} }: OutboundCall): string | undefined =>
	options.ringsFirst === 'contact' ? undefined : seatId;

/** https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources lists calls by these. */
export const firstLeg = (call: OutboundCall) => ({ from: call.from, to: firstAgent(call) ?? call.to });

/** The rule that the way of detecting machines breaks. */
function checkDetection(call: OutboundCall): Invalid | undefined {
	if (call.options?.machineDetection !== 'sync') return undefined;
	if (firstAgent(call) !== undefined)
		return invalid(
			'Twilio detects before the call goes on only where the contact is rung first: choose Beside the Call as Machine Detection, or set Rings First to Contact.',
		);
	return call.options.onMachine === 'hangUp'
		? invalid(
				'Twilio does not report what it detected before the call goes on: choose Beside the Call as Machine Detection, or remove On Machine.',
			)
		: undefined;
}

/** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
export function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid {
	const broken = checkDetection(call);
	if (broken) return broken;
	const agent = firstAgent(call);
	const body = agent === undefined ? contactFirst(call, settings) : agentFirst(call, agent);
	if (isInvalid(body)) return body;
	if (String(body.Twiml ?? '').length > LONGEST_TWIML)
		return invalid(
			`Twilio takes at most ${LONGEST_TWIML} characters of instructions with a call: shorten Event URL, Client Reference or Contact ID, which are part of them.`,
		);
	return { method: 'POST', path: `${accountPath(settings)}/Calls.json`, form: true, body: compact(body) };
}
