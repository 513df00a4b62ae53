/** What Twilio and Telnyx list of an account's numbers, in the fields that they publish: which of them calls are made from. */
import { credentialOf, startFakeTrunk, type FakeTrunk } from '../placeCall/fakeTrunk';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { fakeContext } from '../placeCall/fakeContext';
import { PARAMETERS } from '../placeCall/harness';
import { outputsOf, runWorkflow } from '../engine/support/runWorkflow';
import { placedAnswer } from '../placeCall/fakeTrunk';

/** https://github.com/team-telnyx/telnyx-node/blob/master/src/resources/phone-numbers/phone-numbers.ts, `status` */
const TELNYX_STATUSES = [
	'purchase-pending',
	'purchase-failed',
	'port-pending',
	'port-failed',
	'deleted',
	'emergency-only',
	'ported-out',
	'port-out-pending',
	'requirement-info-pending',
	'requirement-info-under-review',
	'requirement-info-exception',
	'provision-pending',
];
const telnyxNumber = (phone_number: string, status: string) => ({
	id: `id of ${phone_number}`,
	record_type: 'phone_number',
	phone_number,
	country_iso_alpha2: 'US',
	status,
	tags: [],
	customer_reference: 'sales',
	connection_id: '1494404757140276705',
	connection_name: 'calls',
	phone_number_type: 'local',
	purchased_at: '2026-01-05T12:00:00Z',
	deletion_lock_enabled: false,
	inbound_call_screening: 'disabled',
});
const numberAt = (i: number): string => `+1212555${String(100 + i).padStart(4, '0')}`;
const TELNYX = {
	'/phone_numbers': {
		data: [
			...TELNYX_STATUSES.map((status, i) => telnyxNumber(numberAt(i), status)),
			telnyxNumber('+12125550199', 'active'),
		],
		meta: { page_number: 1, page_size: 250, total_pages: 1, total_results: TELNYX_STATUSES.length + 1 },
	},
	'/verified_numbers': {
		data: [
			{ record_type: 'verified_number', phone_number: '+4930123456', verified_at: '2026-01-05T12:00:00.000Z' },
			// Listed twice: bought and verified.
			{ record_type: 'verified_number', phone_number: '+12125550199', verified_at: '2026-01-05T12:00:00.000Z' },
		],
		meta: { page_number: 1, page_size: 250, total_pages: 1, total_results: 2 },
	},
};

/** https://github.com/twilio/twilio-oai, `twilio_api_v2010.json`, the example of `ListIncomingPhoneNumber` */
const twilioNumber = (phone_number: string, capabilities: unknown, status = 'in-use') => ({
	account_sid: 'AC0123456789abcdef0123456789abcdef',
	address_requirements: 'none',
	beta: null,
	capabilities,
	friendly_name: phone_number,
	phone_number,
	sid: `PN${phone_number.slice(1)}`,
	status,
	type: 'local',
	voice_receive_mode: 'voice',
});
const ACCOUNT = '/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef';
const CALLS = { voice: true, sms: false, mms: true, fax: false };
const TWILIO = {
	[`${ACCOUNT}/IncomingPhoneNumbers.json`]: {
		incoming_phone_numbers: [
			twilioNumber('+12125550101', { ...CALLS, voice: false, sms: true }),
			twilioNumber('+12125550102', CALLS, 'released'),
			// Wireless: https://www.twilio.com/docs/iot/wireless
			twilioNumber('+12125550103', null),
			twilioNumber('+12125550199', CALLS),
		],
		next_page_uri: null,
		page: 0,
		page_size: 1000,
	},
	[`${ACCOUNT}/OutgoingCallerIds.json`]: {
		outgoing_caller_ids: [{ friendly_name: '(030) 123456', phone_number: '+4930123456', sid: 'PN49' }],
		next_page_uri: null,
	},
};

let trunk: FakeTrunk;
let lists: Readonly<Record<string, object>>;
beforeAll(async () => {
	trunk = await startFakeTrunk((request, response) => {
		const [path] = (request.url ?? '').split('?');
		const body = request.method === 'POST' ? placedAnswer('call-1') : lists[path];
		response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
	});
});
afterAll(() => trunk.stop());

const TO = { US: '+1 212 555 0150', DE: '+49 30 654321' };

async function choose(id: string): Promise<{ numbers: unknown[]; unmatched: number; hints: string }> {
	const nodes = {
		'Select Caller ID': {
			type: 'selectCallerId',
			parameters: {
				poolSource: 'trunk',
				strategy: 'first',
				options: { exclude: '={{ $json.exclude }}' },
			},
		},
	};
	const items = [
		{ to: TO.US, exclude: '' },
		{ to: TO.US, exclude: '+12125550199' },
		{ to: TO.DE, exclude: '' },
	];
	const run = await runWorkflow({ nodes, items, credential: credentialOf(id, trunk.baseUrl) });
	const [matched, unmatched] = outputsOf(run, 'Select Caller ID');
	const hints = run.data.resultData.runData['Select Caller ID'][0].hints ?? [];
	return {
		numbers: matched.map(({ callerId }) => (callerId as { number: unknown }).number),
		unmatched: unmatched.length,
		hints: hints.map(({ message }) => message).join('\n'),
	};
}

/** Whether Place Call lets a number stand in From. */
async function isAccepted(id: string, from: string, credentialId: string): Promise<string> {
	const run = {
		credential: credentialOf(id, trunk.baseUrl),
		credentialId,
		items: [{}],
		parameters: {
			...PARAMETERS,
			from,
			seatId: '+12025550199',
			clientReference: `${credentialId} ${from}`,
			options: {},
		},
		continueOnFail: true,
	};
	const [[item]] = await new PlaceCall().execute.call(fakeContext(run));
	return item.error?.message ?? 'placed';
}

describe.each([
	[
		'telnyx',
		TELNYX,
		[...TELNYX_STATUSES.map((status, i) => [numberAt(i), `Telnyx lists ${numberAt(i)} as ${status}.`])],
	],
	[
		'twilio',
		TWILIO,
		[
			['+12125550101', 'Twilio lists +12125550101 without voice.'],
			['+12125550102', 'Twilio lists +12125550102 as released.'],
		],
	],
] as const)('%s', (id, answers, unusable) => {
	beforeEach(() => (lists = answers));

	it('is called from a number that is in service, of those that it lists', async () => {
		expect(await choose(id)).toMatchObject(
			id === 'twilio'
				? { numbers: ['+12125550103', '+12125550103', '+4930123456'], unmatched: 0 }
				: { numbers: ['+12125550199', '+4930123456'], unmatched: 1 },
		);
	});

	it('says of every other why it is not used', async () => {
		const { hints } = await choose(id);
		for (const [, reason] of unusable.slice(0, 3)) expect(hints).toContain(reason);
		expect(hints).toMatch(new RegExp(`${unusable.length + (id === 'telnyx' ? 1 : 0)} numbers are skipped`));
	});

	it('and Place Call takes none of them in From', async () => {
		expect(await isAccepted(id, '+12125550199', `${id} listed`)).toBe('placed');
		for (const [from] of unusable) expect(await isAccepted(id, from, `${id} listed`)).toMatch(/^From: /);
	});
});
