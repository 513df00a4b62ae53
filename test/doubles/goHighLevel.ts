import { createServiceClock, type ServiceClock } from './clock';
import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';
import { createRateLimit } from './rateLimit';

interface ExternalCall {
	messageId: string;
	conversationId: string;
	altId: string;
	call: { to: string; from: string; status: string };
}

export interface GoHighLevelOptions {
	token: string;
	locationId: string;
	conversationProviderId: string;
	now?: ServiceClock;
}

export interface GoHighLevelDouble extends Double {
	readonly calls: readonly ExternalCall[];
	/** Contact IDs by phone number. */
	readonly contacts: ReadonlyMap<string, string>;
}

/** GoHighLevel/highlevel-api-docs, `apps/conversations.json`: the statuses of a call. */
const STATUSES: ReadonlySet<unknown> = new Set([
	'pending',
	'completed',
	'answered',
	'busy',
	'no-answer',
	'failed',
	'canceled',
	'voicemail',
]);

const bad = (message: string): DoubleAnswer =>
	json(422, { statusCode: 422, message: [message], error: 'Unprocessable Entity' });

/** HighLevel's API 2.0 as far as the workflow asks it: a contact, its conversation, and an external outbound call. */
export function createGoHighLevel({
	token,
	locationId,
	conversationProviderId,
	now = createServiceClock(1),
}: GoHighLevelOptions): GoHighLevelDouble {
	const contacts = new Map<string, string>();
	const conversations = new Map<string, string>();
	const calls: ExternalCall[] = [];
	const limit = createRateLimit(100, 10, 0);

	function upsertContact(body: Record<string, unknown>): DoubleAnswer {
		const phone = String(body.phone ?? '');
		if (body.locationId !== locationId)
			return json(403, { statusCode: 403, message: 'The token does not have access to this location.' });
		if (!/^\+[1-9]\d{4,14}$/.test(phone)) return bad('phone must be a phone number');
		const isNew = !contacts.has(phone);
		if (isNew) contacts.set(phone, `contact${contacts.size + 1}`);
		return json(isNew ? 201 : 200, { new: isNew, contact: { id: contacts.get(phone), phone } });
	}

	function makeConversation(body: Record<string, unknown>): DoubleAnswer {
		const contactId = String(body.contactId);
		if (![...contacts.values()].includes(contactId))
			return json(400, { statusCode: 400, message: 'Contact not found' });
		if (conversations.has(contactId)) return json(400, { statusCode: 400, message: 'Conversation already exists' });
		conversations.set(contactId, `conversation${conversations.size + 1}`);
		return json(201, { success: true, conversation: { id: conversations.get(contactId) } });
	}

	function searchConversations({ query }: DoubleRequest): DoubleAnswer {
		const id = conversations.get(query.get('contactId') ?? '');
		return json(200, { conversations: id ? [{ id }] : [], total: id ? 1 : 0 });
	}

	function addCall(body: Record<string, unknown>): DoubleAnswer {
		const { type, conversationId, altId, call } = body;
		if (type !== 'Call') return bad('type must be Call');
		if (![...conversations.values()].includes(String(conversationId)))
			return bad('conversationId must be a conversation of this location');
		if (body.conversationProviderId !== conversationProviderId)
			return bad('conversationProviderId is not installed here');
		if (!isObject(call) || !STATUSES.has(call.status)) return bad('call.status must be one of the known statuses');
		const messageId = `message${calls.length + 1}`;
		calls.push({
			messageId,
			conversationId: String(conversationId),
			altId: String(altId),
			call: call as ExternalCall['call'],
		});
		return json(201, { success: true, conversationId, messageId, message: 'Message sent' });
	}

	const endpoints: Readonly<
		Record<string, { version: string; answer: (body: Record<string, unknown>, request: DoubleRequest) => DoubleAnswer }>
	> = {
		'POST /contacts/upsert': { version: '2021-07-28', answer: upsertContact },
		'GET /conversations/search': { version: '2021-04-15', answer: (_body, request) => searchConversations(request) },
		'POST /conversations/': { version: '2021-04-15', answer: makeConversation },
		'POST /conversations/messages/outbound': { version: '2021-04-15', answer: addCall },
	};

	return {
		host: 'services.leadconnectorhq.com',
		calls,
		contacts,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== `Bearer ${token}`)
				return json(401, { statusCode: 401, message: 'Invalid Private Integration token' });
			if (!limit(now(request)).allowed) return json(429, { statusCode: 429, message: 'Too many requests' });
			const endpoint = endpoints[`${request.method} ${request.path}`];
			if (!endpoint) return json(404, { statusCode: 404, message: 'Not found' });
			if (request.headers.version !== endpoint.version)
				return json(401, { statusCode: 401, message: 'version header was not found or is not valid' });
			return endpoint.answer((parseBody(request) ?? {}) as Record<string, unknown>, request);
		},
	};
}
