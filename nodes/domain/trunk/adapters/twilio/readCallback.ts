import { readAnsweredBy, type AnsweredBy } from '../../../call/answeredBy';
import type { CallUpdate } from '../../../call/callUpdate';
import { buildUpdate } from '../../event/buildEvent';
import { asText, own, type Fields } from '../../event/payload';
import type { EventReading, FollowUp, TrunkSettings } from '../../provider';
import { sharedFields, type Callback } from './callback';
import { hangUp } from './paths';

type Told = Partial<CallUpdate>;

/** https://www.twilio.com/docs/voice/api/recording#recording-status-callback */
const RECORDING: Readonly<Record<string, CallUpdate['recordingStatus']>> = Object.freeze({
	completed: 'ready',
	absent: 'absent',
	failed: 'failed',
});

/** What a callback that is none of the four events is called, by the parameter that only it has. */
const NAMES: ReadonlyArray<readonly [string, (value: string, fields: Fields) => string]> = [
	['RecordingSid', (_sid, fields) => `recording ${asText(own(fields, 'RecordingStatus')) ?? 'completed'}`],
	['AnsweredBy', (answeredBy) => `answered by ${answeredBy}`],
	['TranscriptionEvent', (event) => event],
	['TranscriptionSid', () => 'transcription'],
	['StreamEvent', (event) => event],
	['StatusCallbackEvent', (event) => event],
	['CallStatus', (status) => status],
];

function nameOf(fields: Fields): string {
	for (const [parameter, name] of NAMES) {
		const value = asText(own(fields, parameter));
		if (value !== undefined) return name(value, fields).slice(0, 64);
	}
	return 'unnamed';
}

function told({ fields, receivedAt }: Callback): Told {
	const word = asText(own(fields, 'AnsweredBy'));
	if (asText(own(fields, 'RecordingSid')) !== undefined)
		return {
			recordingStatus: RECORDING[asText(own(fields, 'RecordingStatus')) ?? 'completed'],
			recordingUrl: asText(own(fields, 'RecordingUrl')),
		};
	// The callback has no time of its own; it is sent as the greeting ends.
	return { answeredBy: readAnsweredBy(word), beepAt: word === 'machine_end_beep' ? receivedAt : undefined };
}

const HANGS_UP_ON: ReadonlySet<AnsweredBy | undefined> = new Set(['machine', 'fax']);

function followUpOf(
	{ state, legUuid }: Callback,
	{ answeredBy }: Told,
	settings: TrunkSettings,
): { followUp?: FollowUp } {
	if (state.onMachine !== 'hangUp' || !HANGS_UP_ON.has(answeredBy)) return {};
	return { followUp: { request: hangUp(legUuid, settings), purpose: 'hang up on the machine' } };
}

/**
 * A callback that is not about how a call stands: a detection, a recording, a transcript.
 * https://www.twilio.com/docs/voice/answering-machine-detection
 */
export function readCallback(callback: Callback, settings: TrunkSettings): EventReading {
	const { state, legUuid, callUuid, fields } = callback;
	const what = told(callback);
	// That of a contact who is rung second names only their leg, which the events of the call name, too.
	const isOfCall = state.leg === undefined || legUuid !== callUuid;
	return {
		kind: 'callUpdate',
		name: nameOf(fields),
		update: buildUpdate({
			...sharedFields(callback),
			...(isOfCall ? { callUuid } : { legId: legUuid }),
			...what,
		}),
		...followUpOf(callback, what, settings),
	};
}
