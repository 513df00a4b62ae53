import type { CallEvent } from '../../../nodes/domain/call/callEvent';
import type { PlacedCall, TrunkSettings } from '../../../nodes/domain/trunk/provider';
import { fixture as asterisk } from '../../trunk/fixtures/asterisk/fixture';
import { fixture as camara } from '../../trunk/fixtures/camara/fixture';
import { fixture as custom } from '../../trunk/fixtures/custom/fixture';
import { fixture as intellicall } from '../../trunk/fixtures/intellicall/fixture';
import * as telnyx from '../../trunk/fixtures/telnyx/webhooks';
import * as twilio from '../../trunk/fixtures/twilio/callbacks';
import type { ClientState } from '../../../nodes/domain/trunk/adapters/telnyx/clientState';
import type { Asked, Payload } from './registerWorld';

/** One call as a vendor reports it, and what must be known of it, written by hand. */
export interface Story {
	name: string;
	provider: string;
	settings?: TrunkSettings;
	asked: Asked;
	placed: PlacedCall;
	payloads: Readonly<Record<string, Payload>>;
	/** What is known of the call when everything was told. */
	expected: Partial<CallEvent>;
	/**
	 * What is different without one of the payloads, or without the trunk's answer to Place Call (`placed`): that loses
	 * something only where no event repeats the reference.
	 */
	without: Readonly<Record<string, { [Field in keyof CallEvent]?: CallEvent[Field] | undefined }>>;
}

const [FROM, TO, SEAT] = ['+12025550143', '+493012345678', 'seat_0481ab'];
const IDENTITY = {
	clientReference: 'contact-7-attempt-1',
	contactId: 'contact-7',
	seatId: SEAT,
	metadata: { campaign: 'spring', attempt: 1 },
};
const ASKED: Asked = { ...IDENTITY, from: FROM, to: TO };
const PARTIES = { ...IDENTITY, direction: 'outbound', from: FROM, fromValid: true, to: TO, toValid: true } as const;
/** Rang 7 s, talked 31 s: the voicemail rule fires. */
const START = '2026-06-04T09:14:22.000Z';
const ANSWER = '2026-06-04T09:14:29.000Z';
const END = '2026-06-04T09:15:00.000Z';
const WHOLE = { initiatedAt: START, answeredAt: ANSWER, endedAt: END, ringSeconds: 7, durationSeconds: 31 } as const;
/** Without its end a call is as far as it was told. */
const UNDER_WAY = { event: 'answered', endedAt: undefined, durationSeconds: undefined } as const;

const UNLIM_UUID = 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2';

/** https://unlimcall.com/blog/webhooks-for-call-events-sip-trunk-crm/: no event names the contact or the reference. */
export const UNLIM_CALL: Story = {
	name: 'UnlimCall',
	provider: 'unlimCall',
	asked: ASKED,
	placed: { callUuid: UNLIM_UUID, status: 'initiated' },
	payloads: {
		initiated: {
			body: { event: 'call.initiated', call_uuid: UNLIM_UUID, from: FROM, to: TO, initiated_at: START },
		},
		answered: { body: { event: 'call.answered', call_uuid: UNLIM_UUID, answered_at: ANSWER } },
		completed: {
			body: {
				event: 'call.completed',
				call_uuid: UNLIM_UUID,
				from: FROM,
				to: TO,
				direction: 'outbound',
				initiated_at: START,
				answered_at: ANSWER,
				ended_at: END,
				duration_seconds: 31,
				hangup_cause: 'normal_clearing',
				hangup_cause_code: 16,
				seat_id: 'seat_0481ab',
				did_id: 'did_de_1092',
			},
		},
		recording: {
			body: {
				event: 'recording.ready',
				call_uuid: UNLIM_UUID,
				recording_url: 'https://app.unlimcall.com/r/1.wav',
			},
		},
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'unlimCall',
		event: 'completed',
		callUuid: UNLIM_UUID,
		hangupCause: 'normal_clearing',
		hangupCauseCode: 16,
		didId: 'did_de_1092',
		recordingUrl: 'https://app.unlimcall.com/r/1.wav',
	},
	without: {
		placed: { clientReference: undefined, contactId: undefined, metadata: undefined },
		completed: { ...UNDER_WAY, hangupCause: undefined, hangupCauseCode: undefined, didId: undefined },
		recording: { recordingUrl: undefined },
	},
};

const STATE: ClientState = IDENTITY;
const LEG = '428c31b6-7af4-4bcb-b7f5-5013ef9657c1';
const SESSION = '428c31b6-abf3-3bc1-b7f4-5013ef9657c1';

function at(time: string, { data }: { data: { payload?: object | undefined } }): Payload {
	return { body: { data: { ...data, occurred_at: time, payload: { ...data.payload, start_time: START } } } };
}
/** As Telnyx prints the callbacks that name the leg by its other id alone. */
const withoutControlId = ({ body }: Payload): Payload => {
	const { data } = body as { data: { payload: object } };
	return { body: { data: { ...data, payload: { ...data.payload, call_control_id: undefined } } } };
};

/** No event tells all: the answer's time is in call.answered alone, and the detection in callbacks of their own. */
export const TELNYX: Story = {
	name: 'Telnyx',
	provider: 'telnyx',
	asked: ASKED,
	placed: { callUuid: telnyx.CONTACT_LEG, status: 'initiated' },
	payloads: {
		initiated: at(START, telnyx.initiated(STATE)),
		answered: at(ANSWER, telnyx.answered(STATE)),
		detection: at('2026-06-04T09:14:33.000Z', telnyx.detected('machine', STATE)),
		beep: withoutControlId(at('2026-06-04T09:14:40.000Z', telnyx.beeped(STATE))),
		hangup: at(END, telnyx.hungUp(STATE)),
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'telnyx',
		event: 'completed',
		callUuid: telnyx.CONTACT_LEG,
		legId: LEG,
		sessionId: SESSION,
		hangupCause: 'normal_clearing',
		hangupSource: 'callee',
		sipStatus: 200,
		attestation: 'A',
		answeredBy: 'machine',
		beepAt: '2026-06-04T09:14:40.000Z',
	},
	without: {
		initiated: { attestation: undefined },
		answered: { answeredAt: undefined, ringSeconds: undefined, durationSeconds: undefined },
		beep: { beepAt: undefined },
		hangup: { ...UNDER_WAY, hangupCause: undefined, hangupSource: undefined, sipStatus: undefined },
	},
};

const AGENT_STATE: ClientState = { ...IDENTITY, party: 'agent', dialed: true };
const CONTACT_STATE: ClientState = { ...IDENTITY, party: 'contact', call: telnyx.AGENT_LEG };
const agentLeg = { call_control_id: telnyx.AGENT_LEG, call_leg_id: 'agent-leg', to: telnyx.AGENT };

/** The agent's leg is the call; its events are never taken for the contact's. */
export const TELNYX_AGENT_FIRST: Story = {
	name: 'Telnyx, agent first',
	provider: 'telnyx',
	asked: ASKED,
	placed: { callUuid: telnyx.AGENT_LEG, status: 'initiated' },
	payloads: {
		agentAnswered: at('2026-06-04T09:14:21.000Z', telnyx.answered(AGENT_STATE, agentLeg)),
		initiated: at(START, telnyx.initiated(CONTACT_STATE)),
		answered: at(ANSWER, telnyx.answered(CONTACT_STATE)),
		hangup: at(END, telnyx.hungUp(CONTACT_STATE)),
		agentHangup: at(END, telnyx.hungUp(AGENT_STATE, agentLeg)),
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'telnyx',
		event: 'completed',
		callUuid: telnyx.AGENT_LEG,
		legId: LEG,
		sessionId: SESSION,
		hangupCause: 'normal_clearing',
		hangupSource: 'callee',
		sipStatus: 200,
		attestation: 'A',
		legs: [
			{ callUuid: telnyx.AGENT_LEG, party: 'agent', to: telnyx.AGENT, status: 'normal_clearing', sipStatus: 200 },
			{ callUuid: telnyx.CONTACT_LEG, party: 'contact', status: 'completed' },
		],
	},
	without: {
		initiated: { attestation: undefined },
		answered: { answeredAt: undefined, ringSeconds: undefined, durationSeconds: undefined },
		hangup: {
			...UNDER_WAY,
			hangupCause: undefined,
			hangupSource: undefined,
			sipStatus: undefined,
			legs: [
				{ callUuid: telnyx.AGENT_LEG, party: 'agent', to: telnyx.AGENT, status: 'normal_clearing', sipStatus: 200 },
				{ callUuid: telnyx.CONTACT_LEG, party: 'contact', status: 'answered' },
			],
		},
		agentHangup: {
			legs: [
				{ callUuid: telnyx.AGENT_LEG, party: 'agent', to: telnyx.AGENT, status: 'answered' },
				{ callUuid: telnyx.CONTACT_LEG, party: 'contact', status: 'completed' },
			],
		},
	},
};

const QUERY = { clientReference: 'contact-7-attempt-1', contactId: 'contact-7', seatId: SEAT };
const TIMES: Readonly<Record<string, string>> = {
	initiated: 'Thu, 04 Jun 2026 09:14:22 +0000',
	'in-progress': 'Thu, 04 Jun 2026 09:14:29 +0000',
	completed: 'Thu, 04 Jun 2026 09:15:00 +0000',
};
const OVER = { CallDuration: '31', SipResponseCode: '200' };

/** No event tells the start but the first; the detection beside the call comes by itself. */
export const TWILIO: Story = {
	name: 'Twilio',
	provider: 'twilio',
	asked: ASKED,
	placed: { callUuid: twilio.PARENT, status: 'queued' },
	payloads: {
		initiated: { body: twilio.status('initiated', { Timestamp: TIMES.initiated }), query: QUERY },
		answered: { body: twilio.status('in-progress', { Timestamp: TIMES['in-progress'] }), query: QUERY },
		detection: { body: twilio.detected('machine_start'), query: QUERY },
		completed: { body: twilio.status('completed', { Timestamp: TIMES.completed, ...OVER }), query: QUERY },
		recording: { body: twilio.recorded('completed'), query: QUERY },
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'twilio',
		event: 'completed',
		callUuid: twilio.PARENT,
		providerStatus: 'completed',
		sipStatus: 200,
		answeredBy: 'machine',
		recordingStatus: 'ready',
		recordingUrl: twilio.recorded('completed').RecordingUrl,
	},
	without: {
		initiated: { initiatedAt: undefined, ringSeconds: undefined },
		detection: { answeredBy: undefined },
		completed: { ...UNDER_WAY, providerStatus: undefined, sipStatus: undefined },
		recording: { recordingStatus: undefined, recordingUrl: undefined },
	},
};

const child = (status: string, rest: Record<string, string> = {}): Payload => ({
	body: twilio.childStatus(status, { Timestamp: TIMES[status], ...rest }),
	query: { ...QUERY, leg: 'contact' },
});
const parent = (status: string, rest: Record<string, string> = {}): Payload => ({
	body: twilio.status(status, { To: twilio.AGENT, Timestamp: TIMES[status], ...rest }),
	query: { ...QUERY, leg: 'agent', contact: TO },
});

/** The contact's leg is a child of the call; its detection names the leg alone. */
export const TWILIO_AGENT_FIRST: Story = {
	name: 'Twilio, agent first',
	provider: 'twilio',
	asked: ASKED,
	placed: { callUuid: twilio.PARENT, status: 'queued' },
	payloads: {
		agentAnswered: parent('in-progress'),
		initiated: child('initiated'),
		detection: { body: twilio.detected('machine_start', twilio.CHILD), query: { ...QUERY, leg: 'contact' } },
		completed: child('completed', OVER),
		agentCompleted: parent('completed', { CallDuration: '38' }),
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'twilio',
		event: 'completed',
		callUuid: twilio.PARENT,
		legId: twilio.CHILD,
		providerStatus: 'completed',
		sipStatus: 200,
		answeredBy: 'machine',
		legs: [
			{ callUuid: twilio.PARENT, party: 'agent', to: twilio.AGENT, status: 'completed' },
			{ callUuid: twilio.CHILD, party: 'contact', status: 'completed' },
		],
	},
	without: {
		initiated: { initiatedAt: undefined, ringSeconds: undefined },
		detection: { answeredBy: undefined, legId: undefined },
		completed: {
			event: 'initiated',
			answeredAt: undefined,
			ringSeconds: undefined,
			endedAt: undefined,
			durationSeconds: undefined,
			providerStatus: undefined,
			sipStatus: undefined,
			legs: [
				{ callUuid: twilio.PARENT, party: 'agent', to: twilio.AGENT, status: 'completed' },
				{ callUuid: twilio.CHILD, party: 'contact', status: 'initiated' },
			],
		},
		agentCompleted: {
			legs: [
				{ callUuid: twilio.PARENT, party: 'agent', to: twilio.AGENT, status: 'in-progress' },
				{ callUuid: twilio.CHILD, party: 'contact', status: 'completed' },
			],
		},
	},
};

/** The printed example of a provider, with this call in it. */
const likeEvent = (name: string, events: ReadonlyArray<{ name: string; body: unknown }>): Record<string, never> =>
	events.find((event) => event.name.startsWith(name))?.body as Record<string, never>;

const CAMARA_ID = '123e4567-e89b-12d3-a456-426614174000';
const camaraEvent = (name: string, time: string, rest: object = {}): Payload => {
	const body = likeEvent(name, camara.events) as unknown as { data: object };
	const data = { ...body.data, caller: FROM, callee: TO, timestamp: time, ...rest };
	return { body: { ...body, data }, query: { clientReference: QUERY.clientReference, contactId: QUERY.contactId } };
};

/** https://github.com/camaraproject/ClickToDial: each event tells its own moment. */
export const CAMARA: Story = {
	name: 'CAMARA',
	provider: 'camara',
	asked: ASKED,
	placed: { callUuid: CAMARA_ID, status: 'initiating' },
	payloads: {
		initiated: camaraEvent('callingCallee', START),
		answered: camaraEvent('connected', ANSWER),
		completed: camaraEvent('disconnected', END, { callDuration: '31' }),
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'camara',
		event: 'completed',
		callUuid: CAMARA_ID,
		providerStatus: 'hangUp',
		recordingStatus: 'ready',
	},
	without: {
		initiated: { initiatedAt: undefined, ringSeconds: undefined },
		answered: { answeredAt: undefined, ringSeconds: undefined },
		completed: { ...UNDER_WAY, providerStatus: undefined, recordingStatus: undefined },
	},
};

const intellicallBody = {
	...likeEvent('answered', intellicall.events),
	uuid: QUERY.clientReference,
	customer_number: '9876543210',
	from_number: '9123456789',
	start_time: '2026-06-04T09:14:15Z',
	end_time: END,
	duration: 31,
	crm_username: 'agent.017',
	recording_url: undefined,
} as Record<string, unknown>;

/** One record at the end; the start is that of the agent's ringing, so no ring time follows from it. */
export const INTELLICALL: Story = {
	name: 'Intellicall',
	provider: 'intellicall',
	asked: { ...ASKED, from: '+919123456789', to: '+919876543210', seatId: 'agent.017' },
	placed: { callUuid: String(intellicallBody.call_id), status: 'INITIATED' },
	payloads: { record: { body: intellicallBody } },
	expected: {
		...PARTIES,
		provider: 'intellicall',
		event: 'completed',
		callUuid: String(intellicallBody.call_id),
		from: '+919123456789',
		to: '+919876543210',
		seatId: 'agent.017',
		agentId: 'agent.017',
		initiatedAt: '2026-06-04T09:14:15.000Z',
		endedAt: END,
		durationSeconds: 31,
		providerStatus: 'ANSWER',
	},
	without: {
		record: {
			event: 'initiated',
			agentId: undefined,
			initiatedAt: undefined,
			endedAt: undefined,
			durationSeconds: undefined,
			providerStatus: undefined,
		},
	},
};

const customCompleted = likeEvent('completed', custom.events) as unknown as Record<string, object>;
const customAnswered = likeEvent('answered', custom.events) as unknown as Record<string, object>;
const CUSTOM_CALL = { ...customCompleted.call };

/** Fields where the credential says that they are; the end lacks when the call was answered. */
export const CUSTOM: Story = {
	name: 'Custom',
	provider: 'custom',
	settings: custom.settings,
	asked: { ...ASKED, from: '+12025551234', to: '+4930123456789' },
	placed: { callUuid: '4711', status: 'queued' },
	payloads: {
		answered: { body: { ...customAnswered, call: CUSTOM_CALL, times: { talk: Date.parse(ANSWER) } } },
		completed: {
			body: {
				...customCompleted,
				talkMs: 31_000,
				times: { ...customCompleted.times, start: Date.parse(START), talk: undefined, end: Date.parse(END) },
			},
		},
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'custom',
		event: 'completed',
		callUuid: '4711',
		from: '+12025551234',
		to: '+4930123456789',
		hangupCause: 'normal_clearing',
		hangupCauseCode: 16,
	},
	without: {
		answered: { answeredAt: undefined, ringSeconds: undefined },
		completed: {
			...UNDER_WAY,
			initiatedAt: undefined,
			ringSeconds: undefined,
			hangupCause: undefined,
			hangupCauseCode: undefined,
		},
	},
};

const pbx = (name: string): Record<string, unknown> => likeEvent(name, asterisk.events);

/** As Asterisk 22 and 16 sent them: each event tells the call's start and answer. */
export const ASTERISK: Story = {
	name: 'Asterisk',
	provider: 'asterisk',
	settings: asterisk.settings,
	asked: { ...ASKED, from: '+12025551234', to: '+4930123456789', seatId: '101' },
	placed: { callUuid: UNLIM_UUID, status: 'Down' },
	payloads: {
		answered: { body: { ...pbx('answered'), event: 'answered', at: ANSWER, placed: START, answered: ANSWER } },
		completed: { body: { ...pbx('answered and ended'), at: END, placed: START, answered: ANSWER } },
	},
	expected: {
		...PARTIES,
		...WHOLE,
		provider: 'asterisk',
		event: 'completed',
		callUuid: UNLIM_UUID,
		from: '+12025551234',
		to: '+4930123456789',
		seatId: '101',
		hangupCauseCode: 16,
		hangupSource: 'contact',
	},
	without: {
		completed: { ...UNDER_WAY, hangupCauseCode: undefined, hangupSource: undefined },
	},
};
