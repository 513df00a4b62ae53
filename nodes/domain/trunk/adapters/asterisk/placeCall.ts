import { invalid, isInvalid, type Invalid } from '../../../result';
import { asText, compact } from '../../event/payload';
import type { OutboundCall, TrunkRequest, TrunkSettings } from '../../provider';
import { agentDialString, contactDialString } from './settings';

type Variables = Record<string, string | undefined>;

/** The default of ARI, in seconds; Dial has none of its own. */
const RING_SECONDS = 30;

/** What the dialplan needs to know of the call. Two underscores: the legs that it dials inherit it. */
const sharedVariables = (call: OutboundCall, leg: 'contact' | 'agent'): Variables => ({
	__N8N_CALL_ID: call.callUuid,
	__N8N_DIRECTION: 'outbound',
	__N8N_FROM: call.from,
	__N8N_TO: call.to,
	__N8N_REFERENCE: call.clientReference,
	__N8N_CONTACT: call.contactId,
	__N8N_SEAT: call.seatId,
	__N8N_RECORD: call.record ? '1' : undefined,
	N8N_LEG: leg,
	N8N_RING: String(call.ringTimeoutSeconds ?? RING_SECONDS),
	'CHANNEL(hangup_handler_push)': 'n8n-ended,s,1',
});

/** Rings the agent; once they have answered, the dialplan rings the contact. */
function agentFirst(call: OutboundCall, agent: string, contact: string) {
	const { to, options: { callerName, timeLimitSeconds, sendDigits, sipHeaders = {} } = {} } = call;
	const headers = Object.entries(sipHeaders).flatMap(([name, value], index) => [
		[`__N8N_HEADER${index + 1}`, name],
		[`__N8N_VALUE${index + 1}`, value],
	]);
	return {
		endpoint: agent,
		// What the agent's telephone shows.
		callerId: `<${to}>`,
		context: 'n8n-agent-first',
		variables: {
			...sharedVariables(call, 'agent'),
			N8N_NAME: callerName,
			N8N_CONTACT_DIAL: contact,
			N8N_OPTIONS: `${timeLimitSeconds ? `S(${timeLimitSeconds})` : ''}${sendDigits ? `D(${sendDigits})` : ''}`,
			...Object.fromEntries(headers),
		},
	};
}

/** Rings the contact; once they have answered, the dialplan rings the agent or goes on where the credential says. */
function contactFirst(call: OutboundCall, agent: string | undefined, contact: string, next: string | undefined) {
	const { from, options: { callerName, timeLimitSeconds, sendDigits, sipHeaders = {} } = {} } = call;
	const headers = Object.entries(sipHeaders).map(([name, value]) => [`PJSIP_HEADER(add,${name})`, value]);
	return {
		endpoint: contact,
		callerId: callerName ? `"${callerName}" <${from}>` : `<${from}>`,
		context: 'n8n-contact-first',
		variables: {
			...sharedVariables(call, 'contact'),
			N8N_AGENT: agent,
			N8N_NEXT: next,
			N8N_LIMIT: timeLimitSeconds === undefined ? undefined : String(timeLimitSeconds),
			N8N_DIGITS: sendDigits,
			...Object.fromEntries(headers),
		},
	};
}

const NEXT = /^[\w-]+,[\w*#+-]+,\w+$/;

/** https://docs.asterisk.org/Latest_API/API_Documentation/Asterisk_REST_Interface/Channels_REST_API/#originatewithid */
export function placeCall(call: OutboundCall, settings: TrunkSettings): TrunkRequest | Invalid {
	const { callUuid, seatId, options = {} } = call;
	const contact = contactDialString(call.to, settings);
	if (isInvalid(contact)) return contact;
	const agent = seatId === undefined ? undefined : agentDialString(seatId, settings);
	if (isInvalid(agent)) return agent;
	const next = asText(settings.asteriskNext)?.replace(/\s/g, '');
	if (agent === undefined && !NEXT.test(next ?? ''))
		return invalid(
			'Asterisk asks what to do when the contact answers: enter the agent as Seat, or After the Answer in the credential, e.g. sales-queue,s,1.',
		);
	const isAgentFirst = agent !== undefined && options.ringsFirst !== 'contact';
	const { variables, ...leg } = isAgentFirst
		? agentFirst(call, agent, contact)
		: contactFirst(call, agent, contact, next);
	return {
		method: 'POST',
		path: `/ari/channels/${encodeURIComponent(callUuid ?? '')}`,
		body: {
			...leg,
			extension: 's',
			priority: 1,
			timeout: call.ringTimeoutSeconds ?? RING_SECONDS,
			variables: compact(variables),
		},
	};
}
