import { createServiceClock, type ServiceClock } from './clock';
import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';
import { createRateLimit } from './rateLimit';

interface StoredCall {
	id: string;
	properties: Record<string, unknown>;
	contactIds: string[];
}

export interface HubSpotOptions {
	token: string;
	/** Phone numbers of the portal's contacts, by ID. */
	contacts: Readonly<Record<string, string>>;
	now?: ServiceClock;
}

export interface HubSpotDouble extends Double {
	readonly calls: readonly StoredCall[];
}

/** Of https://developers.hubspot.com/docs/api/crm/calls , and the team's own `call_uuid`. */
const PROPERTIES: ReadonlySet<string> = new Set([
	'call_uuid',
	'hs_timestamp',
	'hs_call_title',
	'hs_call_body',
	'hs_call_direction',
	'hs_call_disposition',
	'hs_call_duration',
	'hs_call_from_number',
	'hs_call_to_number',
	'hs_call_recording_url',
	'hs_call_status',
	'hubspot_owner_id',
]);
const STATUSES: ReadonlySet<unknown> = new Set([
	'BUSY',
	'CANCELED',
	'COMPLETED',
	'CONNECTING',
	'FAILED',
	'IN_PROGRESS',
	'NO_ANSWER',
	'QUEUED',
	'RINGING',
]);
/** The six outcomes that every portal starts with. */
const DISPOSITIONS: ReadonlySet<unknown> = new Set([
	'9d9162e7-6cf3-4944-bf63-4dff82258764',
	'f240bbac-87c9-4f6e-bf70-924b57d47db7',
	'a4c4c377-d246-4b32-a13b-75a56a4cd0ff',
	'b2cf5968-551e-4856-9783-52b3da59a7d0',
	'73a0d17f-1163-4015-bdd5-ec830791da20',
	'17b47fee-58de-441e-a44c-c6300d46f273',
]);
const MAX_INPUTS = 100;

const invalid = (message: string): DoubleAnswer =>
	json(400, { status: 'error', category: 'VALIDATION_ERROR', message });

function refuseProperties(properties: Record<string, unknown>): string | undefined {
	const unknown = Object.keys(properties).find((name) => !PROPERTIES.has(name));
	if (unknown) return `Property "${unknown}" does not exist`;
	if (Number.isNaN(Date.parse(String(properties.hs_timestamp)))) return 'hs_timestamp is required.';
	const { hs_call_status: status, hs_call_disposition: disposition } = properties;
	if (status !== undefined && !STATUSES.has(status))
		return `${String(status)} was not one of the allowed options of hs_call_status`;
	if (disposition !== undefined && !DISPOSITIONS.has(disposition))
		return `${String(disposition)} is no call disposition of this portal`;
	return undefined;
}

/** HubSpot's CRM API as far as the workflow asks it: calls, contacts by number, and the tie between them. */
export function createHubSpot({ token, contacts, now = createServiceClock(1) }: HubSpotOptions): HubSpotDouble {
	const calls: StoredCall[] = [];
	const limit = createRateLimit(100, 10, 0);
	const searchLimit = createRateLimit(5, 1, 0);
	const tooMany = json(429, {
		status: 'error',
		category: 'RATE_LIMITS',
		message: 'You have reached your secondly limit.',
	});

	function upsert(inputs: unknown): DoubleAnswer {
		if (!Array.isArray(inputs) || inputs.length === 0 || inputs.length > MAX_INPUTS)
			return invalid(`inputs takes 1 to ${MAX_INPUTS} calls.`);
		const results = [];
		for (const input of inputs as Array<{ idProperty?: string; id?: string; properties?: unknown }>) {
			if (input.idProperty !== 'call_uuid' || !input.id || !isObject(input.properties))
				return invalid('Each input needs idProperty, id and properties.');
			const wrong = refuseProperties(input.properties);
			if (wrong) return invalid(wrong);
			const known = calls.find(({ properties }) => properties.call_uuid === input.id);
			const call = known ?? { id: String(1_000 + calls.length), properties: {}, contactIds: [] };
			Object.assign(call.properties, input.properties, { call_uuid: input.id });
			if (!known) calls.push(call);
			results.push({ id: call.id, properties: call.properties, new: !known });
		}
		return json(200, { status: 'COMPLETE', results });
	}

	function search(body: {
		filterGroups?: Array<{ filters: Array<{ propertyName: string; operator: string; value: string }> }>;
	}): DoubleAnswer {
		const filter = body.filterGroups?.[0]?.filters[0];
		if (filter?.propertyName !== 'phone' || filter.operator !== 'EQ')
			return invalid('This double only searches contacts by phone.');
		const found = Object.entries(contacts).filter(([, phone]) => phone === filter.value);
		return json(200, { total: found.length, results: found.map(([id, phone]) => ({ id, properties: { phone } })) });
	}

	function associate(callId: string, contactId: string): DoubleAnswer {
		const call = calls.find(({ id }) => id === callId);
		if (!call || !(contactId in contacts)) return json(404, { status: 'error', message: 'Object not found' });
		if (!call.contactIds.includes(contactId)) call.contactIds.push(contactId);
		return json(200, { status: 'COMPLETE', results: [] });
	}

	return {
		host: 'api.hubapi.com',
		calls,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== `Bearer ${token}`)
				return json(401, { status: 'error', message: 'Authentication credentials not found.' });
			if (!limit(now(request)).allowed) return tooMany;
			const body = (parseBody(request) ?? {}) as Record<string, unknown>;
			const asked = `${request.method} ${request.path}`;
			if (asked === 'POST /crm/v3/objects/calls/batch/upsert') return upsert(body.inputs);
			if (asked === 'POST /crm/v3/objects/contacts/search')
				return searchLimit(now(request)).allowed ? search(body) : tooMany;
			const tie = /^PUT \/crm\/v4\/objects\/call\/(\d+)\/associations\/default\/contact\/(\d+)$/.exec(asked);
			return tie
				? associate(tie[1], tie[2])
				: json(404, { status: 'error', message: 'There is no such endpoint in this double.' });
		},
	};
}
