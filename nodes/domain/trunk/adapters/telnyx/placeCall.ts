import { invalid, type Invalid } from '../../../result';
import { asText, compact } from '../../event/payload';
import type { CallOptions, OutboundCall, TrunkRequest, TrunkSettings } from '../../provider';
import { encodeState, identityOf, type ClientState, type NextLeg } from './clientState';

/** A phone or a SIP address can be rung; anything else is only a name of the seat. */
const CAN_BE_RUNG = /^(\+\d+|sips?:.+)$/i;

/** https://developers.telnyx.com/docs/voice/programmable-voice/answering-machine-detection; all of them beside the call. */
const DETECTION: Readonly<Partial<Record<NonNullable<CallOptions['machineDetection']>, string>>> = Object.freeze({
	async: 'detect',
	premium: 'premium',
	premiumScreening: 'premium_ios_call_screening_detection',
});

function detectionOf({ machineDetection, detectBeep }: CallOptions): string | undefined {
	if (!machineDetection) return undefined;
	const value = DETECTION[machineDetection];
	// The premium detection reports the beep by itself.
	return value === 'detect' && detectBeep ? 'detect_beep' : value;
}

/** Dual is also what Telnyx records in unless it is told otherwise. */
const channelsOf = ({ recordingChannels }: CallOptions = {}): 'single' | 'dual' =>
	recordingChannels === 'mono' ? 'single' : 'dual';

/** The fields that a dialed leg takes from the call's options, the same in Dial and in Transfer. */
function legFields({ record, ringTimeoutSeconds, options = {} }: Omit<NextLeg, 'party' | 'to' | 'from'>) {
	const { sipHeaders, recordingChannels, callerName, timeLimitSeconds, sendDigits } = options;
	return {
		timeout_secs: ringTimeoutSeconds,
		time_limit_secs: timeLimitSeconds,
		answering_machine_detection: detectionOf(options),
		from_display_name: callerName,
		custom_headers: sipHeaders && Object.entries(sipHeaders).map(([name, value]) => ({ name, value })),
		send_digits_on_answer: sendDigits,
		record: record ? 'record-from-answer' : undefined,
		record_channels: record && recordingChannels ? channelsOf(options) : undefined,
	};
}

const onMachineOf = ({ onMachine }: CallOptions = {}): 'hangUp' | undefined =>
	onMachine === 'hangUp' ? onMachine : undefined;

/** Who is rung now, and what the webhooks of that leg will say of it. */
function firstLeg(call: OutboundCall): { to: string; state: ClientState; fields: ReturnType<typeof legFields> } {
	const { from, to, seatId = '', options = {}, eventUrl, ringTimeoutSeconds } = call;
	const connects = CAN_BE_RUNG.test(seatId);
	if (connects && options.ringsFirst !== 'contact') {
		const { record } = call;
		const next = compact<NextLeg>({ party: 'contact', to, from, ringTimeoutSeconds, record, eventUrl, options });
		return { to: seatId, state: { party: 'agent', next }, fields: legFields({ ringTimeoutSeconds }) };
	}
	const next = connects
		? compact<NextLeg>({ party: 'agent', to: seatId, from, ringTimeoutSeconds, eventUrl })
		: undefined;
	return { to, state: { next, onMachine: onMachineOf(options) }, fields: legFields(call) };
}

/** https://developers.telnyx.com/api-reference/call-commands/dial */
export function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid {
	const connectionId = asText(settings.telnyxConnectionId);
	if (!connectionId)
		return invalid(
			'Telnyx places calls through a Voice API application: enter Connection ID in the SIP Trunk API credential.',
		);
	const { to, state, fields } = firstLeg(call);
	// https://developers.telnyx.com/api-reference/call-commands/transfer-call does not take that detection.
	if (state.party === 'agent' && call.options?.machineDetection === 'premiumScreening')
		return invalid(
			'Telnyx recognizes a screening assistant only where the contact is rung first: set Rings First to Contact, or choose Premium as Machine Detection.',
		);
	return {
		method: 'POST',
		path: '/calls',
		body: compact({
			connection_id: connectionId,
			from: call.from,
			to,
			...fields,
			client_state: encodeState({ ...identityOf(call), ...state }),
			// A second command with this id is ignored for 60 s, should this request ever be repeated on its way.
			command_id: call.clientReference,
			webhook_url: call.eventUrl,
			webhook_url_method: call.eventUrl && 'POST',
		}),
	};
}

const command = (callUuid: string, name: string, body: Record<string, unknown>): TrunkRequest => ({
	method: 'POST',
	path: `/calls/${encodeURIComponent(callUuid)}/actions/${name}`,
	body,
});

/** https://developers.telnyx.com/api-reference/call-commands/transfer-call: the next party of a call that was answered. */
export function ringNext(legUuid: string, state: ClientState, next: NextLeg): TrunkRequest {
	const { party, to, from, eventUrl } = next;
	const identity = identityOf(state);
	return command(
		legUuid,
		'transfer',
		compact({
			to,
			from,
			...legFields({ ...next, record: undefined }),
			client_state: encodeState({ ...state, dialed: true }),
			target_leg_client_state: encodeState({
				...identity,
				party,
				call: legUuid,
				onMachine: onMachineOf(next.options),
				record: next.record ? channelsOf(next.options) : undefined,
			}),
			command_id: `${state.clientReference ?? legUuid}:${party}`,
			webhook_url: eventUrl,
			webhook_url_method: eventUrl && 'POST',
		}),
	);
}

export const hangUp = (callUuid: string, commandId?: string): TrunkRequest =>
	command(callUuid, 'hangup', compact({ command_id: commandId }));

/** https://developers.telnyx.com/api-reference/call-commands/recording-start */
export const startRecording = (callUuid: string, channels: 'single' | 'dual', commandId: string): TrunkRequest =>
	command(callUuid, 'record_start', { channels, format: 'wav', command_id: commandId });

/** The third party's leg tells by its state that it belongs to this call. */
export const transfer = ({ callUuid, to, from }: { callUuid: string; to: string; from?: string }): TrunkRequest =>
	command(
		callUuid,
		'transfer',
		compact({ to, from, target_leg_client_state: encodeState({ party: 'thirdParty', call: callUuid }) }),
	);
