/** Calls in the CRMs' own words, each once; and GoHighLevel's own calls as records. */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { Credential, DataTableRow, Workflow } from '../../../tooling/n8n/types';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import type { SimulatedCall } from '../../../simulator/exchange';
import { createGoHighLevel } from '../../doubles/goHighLevel';
import { createHubSpot } from '../../doubles/hubSpot';
import { createSalesforce } from '../../doubles/salesforce';
import { destination, MIXED, replay, runMixedCalls } from './support/calls';
import { byCall } from './support/expectedRecord';
import { openOffice, type Office } from './support/office';
import { serviceClock } from './support/pace';

/** Three calls of each outcome. */
const CALLS = 3 * MIXED.length;

/** Known to HubSpot: the first call's contact. */
const hubSpot = createHubSpot({
	token: 'pat-na1',
	contacts: { 501: destination(0, MIXED[0]) },
	now: serviceClock,
});
const salesforce = createSalesforce({ host: 'yourinstance.my.salesforce.com', token: 'session' });
const goHighLevel = createGoHighLevel({
	token: 'pit',
	locationId: 'yourLocationId000001',
	conversationProviderId: 'yourProviderId000001',
	now: serviceClock,
});

interface Words {
	hubSpot: [disposition: string | undefined, status: string];
	goHighLevel: string;
	salesforce: string;
}
const CONNECTED: Words = {
	hubSpot: ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'COMPLETED'],
	goHighLevel: 'completed',
	salesforce: 'Connected',
};
const NO_ANSWER = '73a0d17f-1163-4015-bdd5-ec830791da20';
/** By scenario. */
const WORDS: Readonly<Record<string, Words>> = {
	answered: CONNECTED,
	duplicateDelivery: CONNECTED,
	outOfOrderDelivery: CONNECTED,
	busy: { hubSpot: ['9d9162e7-6cf3-4944-bf63-4dff82258764', 'BUSY'], goHighLevel: 'busy', salesforce: 'Busy' },
	noAnswer: { hubSpot: [NO_ANSWER, 'NO_ANSWER'], goHighLevel: 'no-answer', salesforce: 'No Answer' },
	noUserResponse: { hubSpot: [NO_ANSWER, 'NO_ANSWER'], goHighLevel: 'no-answer', salesforce: 'No Answer' },
	rejected: { hubSpot: [NO_ANSWER, 'NO_ANSWER'], goHighLevel: 'no-answer', salesforce: 'Rejected' },
	voicemail: {
		hubSpot: ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'COMPLETED'],
		goHighLevel: 'voicemail',
		salesforce: 'Voicemail',
	},
	invalidNumber: {
		hubSpot: ['17b47fee-58de-441e-a44c-c6300d46f273', 'FAILED'],
		goHighLevel: 'failed',
		salesforce: 'Invalid Number',
	},
	unreachable: { hubSpot: [undefined, 'FAILED'], goHighLevel: 'failed', salesforce: 'Unreachable' },
	switchedOff: { hubSpot: [undefined, 'FAILED'], goHighLevel: 'failed', salesforce: 'Unreachable' },
	networkFailure: { hubSpot: [undefined, 'FAILED'], goHighLevel: 'failed', salesforce: 'Unreachable' },
	fastDisconnect: { hubSpot: [undefined, 'FAILED'], goHighLevel: 'failed', salesforce: 'Screened' },
};
const talk = ({ answeredAt, endedAt }: SimulatedCall): number =>
	answeredAt && endedAt ? (endedAt.getTime() - answeredAt.getTime()) / 1000 : 0;

let office: Office;
let calls: readonly SimulatedCall[];
let workflows: Workflow[];
const [publicKey, privateKey] = ((pair) => [
	pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
	pair.privateKey,
])(generateKeyPairSync('ed25519'));

const allWritten = async (): Promise<void> => {
	await office.settle();
	await waitUntil(
		'An empty Unwritten Records',
		async () => ((await office.rows('Unwritten Records')).length === 0 ? true : undefined),
		300_000,
	);
	await office.settle();
};
const requests = (): number =>
	[hubSpot, salesforce, goHighLevel].reduce((sum, double) => sum + office.doubles.requestsTo(double).length, 0);

beforeAll(async () => {
	office = await openOffice([hubSpot, salesforce, goHighLevel], { duplicates: 2, shuffleSeed: 7 });
	const { client } = office;
	const open = async (file: string, credential: Credential) => await office.open(file, [credential]);
	workflows = [
		await open('hubspot-calls', await client.createCredential('hubspotAppToken', 'HubSpot', { appToken: 'pat-na1' })),
		await open(
			'salesforce-tasks',
			await client.createCredential('salesforceOAuth2Api', 'Salesforce', {
				environment: 'production',
				clientId: 'x',
				clientSecret: 'x',
				oauthTokenData: {
					access_token: 'session',
					token_type: 'Bearer',
					instance_url: 'https://yourinstance.my.salesforce.com',
				},
			}),
		),
		await open(
			'gohighlevel-out',
			await client.createCredential('httpHeaderAuth', 'GoHighLevel', { name: 'Authorization', value: 'Bearer pit' }),
		),
	];
	// One webhook of the account for each of them.
	const urls = workflows.map((workflow) => office.urlOf(workflow));
	for (const url of urls) await subscribe(url);
	calls = await runMixedCalls(office.simulator, CALLS);
	await allWritten();
}, 900_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

async function subscribe(url: string): Promise<void> {
	const response = await fetch(`${office.simulator.baseUrls.unlimCall}/hooks`, {
		method: 'POST',
		headers: { authorization: 'Bearer unl_live_simulator', 'content-type': 'application/json' },
		body: JSON.stringify({ url }),
	});
	expect(response.status).toBe(201);
}

it('HubSpot has each call once, with its outcome', () => {
	const expected = calls.map((call) => {
		const [disposition, status] = WORDS[call.scenario.name].hubSpot;
		return {
			call_uuid: call.id,
			hs_timestamp: call.initiatedAt.toISOString(),
			hs_call_title: `Outbound call to ${call.to}`,
			hs_call_direction: 'OUTBOUND',
			...(disposition && { hs_call_disposition: disposition }),
			hs_call_duration: talk(call) * 1000,
			hs_call_from_number: call.from,
			hs_call_to_number: call.to,
			hs_call_status: status,
		};
	});
	expect(
		byCall(
			hubSpot.calls.map(({ properties }) => properties),
			'call_uuid',
		),
	).toEqual(byCall(expected, 'call_uuid'));
});

it('HubSpot has the call tied to the contact with that number, and no other', () => {
	const [tied, ...others] = hubSpot.calls.filter(({ contactIds }) => contactIds.length > 0);
	expect([tied.properties.hs_call_to_number, tied.contactIds, others]).toEqual([destination(0, MIXED[0]), ['501'], []]);
});

it('Salesforce has one completed task of each call', () => {
	expect(salesforce.tasks.size).toBe(CALLS);
	for (const call of calls) {
		expect(salesforce.tasks.get(call.id)?.fields).toEqual({
			Subject: `Outbound call to ${call.to}`,
			Status: 'Completed',
			ActivityDate: call.endedAt?.toISOString().slice(0, 10),
			TaskSubtype: 'Call',
			CallObject: call.id,
			CallDisposition: WORDS[call.scenario.name].salesforce,
			CallDurationInSeconds: Math.round(talk(call)),
			CallType: 'Outbound',
		});
	}
});

it('GoHighLevel has one external call of each, in the conversation of its contact', () => {
	const expected = calls.map(({ id, from, to, scenario }) => ({
		altId: id,
		call: { from, to, status: WORDS[scenario.name].goHighLevel },
	}));
	expect(
		byCall(
			goHighLevel.calls.map(({ altId, call }) => ({ altId, call })),
			'altId',
		),
	).toEqual(byCall(expected, 'altId'));
	expect([...goHighLevel.contacts.keys()].sort()).toEqual(calls.map(({ to }) => to).sort());
});

it('asks for nothing more when everything is delivered again', async () => {
	const before = requests();
	for (const workflow of workflows) await replay(office.simulator, office.urlOf(workflow));
	await allWritten();
	expect(requests()).toBe(before);
}, 300_000);

describe('gohighlevel-in', () => {
	let url: string;
	const rows = async (messageId: string): Promise<DataTableRow[]> =>
		(await office.rows('Call Records')).filter(({ call_uuid }) => call_uuid === messageId);
	const message = (rest: Record<string, unknown>) => ({
		type: 'OutboundMessage',
		locationId: '0d48aEf7q67DAu134bpy',
		attachments: ['https://recordings.example.com/1.mp3'],
		contactId: 'gblakL5aYQC4glDtP1r2t3',
		conversationId: 'SGDqZrzmwTr19d10aHkt9F',
		dateAdded: '2026-05-08T11:57:42.250Z',
		direction: 'outbound',
		userId: 'xsmW2bW3iIVzeL4jJKXC',
		status: 'completed',
		...rest,
	});
	const post = async (body: object, key = privateKey): Promise<number> => {
		const text = JSON.stringify(body);
		const signature = sign(null, Buffer.from(text), key).toString('base64');
		return (
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-ghl-signature': signature },
				body: text,
			})
		).status;
	};
	beforeAll(async () => {
		const trunk = await office.client.createCredential('sipTrunkApi', 'GoHighLevel', {
			provider: 'custom',
			customBaseUrl: 'https://services.leadconnectorhq.com',
			signingSecret: publicKey,
			customEventFields: JSON.stringify({
				event: 'messageType',
				callUuid: 'messageId',
				contactId: 'contactId',
				occurredAt: 'dateAdded',
				durationSeconds: 'callDuration',
				providerStatus: 'callStatus',
				agentId: 'userId',
				recordingUrl: 'attachments.0',
			}),
			customEventNames: JSON.stringify({ CALL: 'completed' }),
			customRequiredValues: JSON.stringify({ locationId: '0d48aEf7q67DAu134bpy' }),
		});
		const workflow = await office.open('gohighlevel-in', [trunk]);
		url = office.urlOf(workflow);
	}, 60_000);

	it.each([
		['connected', { callDuration: 120, callStatus: 'completed' }],
		['voicemail', { callDuration: 12, callStatus: 'voicemail' }],
		['noAnswer', { callDuration: 0, callStatus: 'no-answer' }],
		['busy', { callDuration: 0, callStatus: 'busy' }],
	])(
		'makes one record of a call: %s',
		async (outcome, call) => {
			const messageId = `message-${outcome}`;
			for (let copy = 0; copy < 2; copy += 1)
				expect(await post(message({ messageType: 'CALL', messageId, ...call }))).toBe(200);
			await office.settle();
			expect(await rows(messageId)).toEqual([
				expect.objectContaining({ outcome, contact_id: 'gblakL5aYQC4glDtP1r2t3', agent_id: 'xsmW2bW3iIVzeL4jJKXC' }),
			]);
		},
		60_000,
	);

	it('ignores messages that are no calls', async () => {
		expect(await post(message({ messageType: 'SMS', messageId: 'an-sms', body: 'Hello' }))).toBe(200);
		await office.settle();
		expect(await rows('an-sms')).toEqual([]);
	}, 60_000);

	it('refuses a call of another location, which GoHighLevel signs with the same key', async () => {
		const call = { messageType: 'CALL', messageId: 'foreign', callDuration: 120, callStatus: 'completed' };
		expect(await post({ ...message(call), locationId: 'anotherLocation00001' })).toBe(400);
		expect(await rows('foreign')).toEqual([]);
	});

	it('refuses what GoHighLevel has not signed', async () => {
		const { privateKey: foreign } = generateKeyPairSync('ed25519');
		expect(
			await post(
				message({ messageType: 'CALL', messageId: 'forged', callDuration: 1, callStatus: 'completed' }),
				foreign,
			),
		).toBe(401);
	});
});
