import { readAnsweredBy, type AnsweredBy } from '../../../call/answeredBy';
import type { CallUpdate } from '../../../call/callUpdate';
import { readNumber } from '../../../time/readSeconds';
import { buildUpdate } from '../../event/buildEvent';
import { asFields, asText, own, type Fields } from '../../event/payload';
import type { EventReading, FollowUp } from '../../provider';
import { hangUp } from './placeCall';
import { sharedFields, type Webhook } from './webhook';

type Told = Partial<CallUpdate>;

/** https://developers.telnyx.com/docs/voice/programmable-voice/answering-machine-detection */
function readDetection({ payload, occurredAt }: Webhook): Told {
	const result = own(payload, 'result');
	if (result === 'beep_detected') return { answeredBy: 'machine', beepAt: occurredAt };
	// "ended": the greeting of what was already taken for a machine is over.
	return { answeredBy: result === 'ended' ? 'machine' : readAnsweredBy(result) };
}

function readRecording({ payload }: Webhook): Told {
	const urls = asFields(own(payload, 'recording_urls')) ?? asFields(own(payload, 'public_recording_urls')) ?? {};
	return { recordingStatus: 'ready', recordingUrl: asText(own(urls, 'wav')) ?? asText(own(urls, 'mp3')) };
}

function readCost({ payload }: Webhook): Told {
	const parts = own(payload, 'cost_parts');
	const [part] = (Array.isArray(parts) ? parts : []).map(asFields).filter((one): one is Fields => one !== undefined);
	return { price: readNumber(own(payload, 'total_cost')), currency: part && asText(own(part, 'currency')) };
}

/** What each callback tells beside the call that it names; of any other, that it came. */
const READERS: ReadonlyArray<readonly [RegExp, (webhook: Webhook) => Told]> = [
	[/^call\.machine\./, readDetection],
	[/^call\.recording\.saved$/, readRecording],
	[/^call\.recording\.error$/, () => ({ recordingStatus: 'failed' })],
	[/^call\.cost$/, readCost],
];

const HANGS_UP_ON: ReadonlySet<AnsweredBy | undefined> = new Set(['machine', 'fax']);

function followUpOf({ legUuid, state }: Webhook, { answeredBy }: Told): { followUp?: FollowUp } {
	if (state.onMachine !== 'hangUp' || legUuid === undefined || !HANGS_UP_ON.has(answeredBy)) return {};
	const request = hangUp(legUuid, `${state.clientReference ?? legUuid}:machine`);
	return { followUp: { request, purpose: 'hang up on the machine' } };
}

/** A webhook that is not one of the four events. */
export function readCallback(webhook: Webhook): EventReading {
	const { type, state, legUuid } = webhook;
	const told = READERS.find(([pattern]) => pattern.test(type))?.[1](webhook) ?? {};
	return {
		kind: 'callUpdate',
		name: type.slice(0, 64),
		update: buildUpdate({ ...sharedFields(webhook), callUuid: state.call ?? legUuid, ...told }),
		...followUpOf(webhook, told),
	};
}
