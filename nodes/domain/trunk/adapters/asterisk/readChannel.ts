import type { CallEventName } from '../../../call/callEvent';
import { normalizeCallUuid } from '../../../call/callUuid';
import { invalid, isInvalid, type Invalid } from '../../../result';
import { buildEvent, snapshot } from '../../event/buildEvent';
import { asFields, asInstant, asText, own, type Fields } from '../../event/payload';
import type { CallSnapshot, PlacedCall } from '../../provider';

/** https://docs.asterisk.org/Latest_API/API_Documentation/Asterisk_REST_Interface/Asterisk_REST_Data_Models/#channel */
const STATES: ReadonlyMap<string, CallEventName> = new Map([
	['Ring', 'ringing'],
	['Ringing', 'ringing'],
	['Up', 'answered'],
]);

/** The answer to a call that was placed: its channel. */
export function readPlaced(body: unknown): PlacedCall | Invalid {
	const fields = asFields(body);
	const callUuid = normalizeCallUuid(fields && own(fields, 'id'));
	const status = fields && asText(own(fields, 'state'));
	return callUuid === undefined || status === undefined
		? invalid("Asterisk's answer is not a channel.")
		: { callUuid, status };
}

const textIn = (fields: Fields, part: string, name: string): string | undefined => {
	const inner = asFields(own(fields, part));
	return inner && asText(own(inner, name));
};

/** The agent was rung first, so the channel is theirs: that they have answered does not say that the contact has. */
const isOfAgent = (fields: Fields): boolean =>
	textIn(fields, 'channelvars', 'N8N_LEG') === 'agent' || textIn(fields, 'dialplan', 'context') === 'n8n-agent-first';

function stateOf(fields: Fields, status: string): CallEventName {
	if (textIn(fields, 'channelvars', 'N8N_ANSWERED')) return 'answered';
	const state = STATES.get(status) ?? 'initiated';
	if (!isOfAgent(fields)) return state;
	return state === 'answered' ? 'ringing' : 'initiated';
}

/** A call under way. `channelvars` says most of it, where ari.conf names the variables. */
export function readChannel(body: unknown, receivedAt: Date): CallSnapshot | Invalid {
	const fields = asFields(body);
	const placed = readPlaced(body);
	if (!fields || isInvalid(placed)) return placed as Invalid;
	const variable = (name: string): string | undefined => textIn(fields, 'channelvars', name);
	const shown = textIn(fields, 'caller', 'number');
	return snapshot(
		placed.status,
		buildEvent({
			provider: 'asterisk',
			event: stateOf(fields, placed.status),
			callUuid: placed.callUuid,
			clientReference: variable('N8N_REFERENCE'),
			contactId: variable('N8N_CONTACT'),
			seatId: variable('N8N_SEAT'),
			direction: variable('N8N_DIRECTION') === 'inbound' ? 'inbound' : 'outbound',
			// The agent's telephone is shown the contact's number.
			from: variable('N8N_FROM') ?? (isOfAgent(fields) ? undefined : shown),
			to: variable('N8N_TO') ?? (isOfAgent(fields) ? shown : undefined),
			initiatedAt: asInstant(own(fields, 'creationtime')),
			answeredAt: asInstant(variable('N8N_ANSWERED')),
			receivedAt: receivedAt.toISOString(),
		}),
	);
}
