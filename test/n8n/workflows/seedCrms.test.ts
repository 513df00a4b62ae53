/** Calls in the CRMs that teams run on their own servers: Odoo, SuiteCRM, vtiger. */
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import type { WorkflowFile } from '../../../tooling/n8n/types';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import type { SimulatedCall } from '../../../simulator/exchange';
import { createOdoo } from '../../doubles/odoo';
import { createSuiteCrm } from '../../doubles/suiteCrm';
import { createVtiger } from '../../doubles/vtiger';
import { deliver, destination, MIXED, replay, runMixedCalls } from './support/calls';
import { byCall } from './support/expectedRecord';
import { openOffice, type Office } from './support/office';

/** One call of each outcome. */
const CALLS = MIXED.length;
/** The contact of this call was deleted between the search and the writing. */
const REFUSED = 1;
const known = destination(0, MIXED[0]);
const ghost = destination(REFUSED, MIXED[REFUSED]);
/** As people type them. */
const typed = (phone: string): string => phone.replace(/^\+(\d\d)(\d\d)(\d+)/, '00$1 $2 / $3');

const ACCESS_KEY = 'xPcZ0UXvNkwzZyqT';
const SUITE_CONTACTS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const odoo = createOdoo({
	host: 'yourcompany.odoo.com',
	database: 'yourcompany',
	apiKey: 'odoo-key',
	contacts: [
		{ id: 7, phone: typed(known) },
		{ id: 8, phone: typed(ghost), isDeleted: true },
	],
	conflicts: 2,
});
const suiteCrm = createSuiteCrm({
	host: 'suitecrm.yourcompany.com',
	clientId: 'client',
	clientSecret: 'client-secret',
	contacts: [
		{ id: SUITE_CONTACTS[0], phone: typed(known) },
		{ id: SUITE_CONTACTS[1], phone: typed(ghost), isDeleted: true },
	],
	databaseFailureEvery: 4,
	requestsPerToken: 12,
});
const vtiger = createVtiger({
	host: 'vtiger.yourcompany.com',
	user: 'n8n',
	accessKey: ACCESS_KEY,
	contacts: [
		{ id: '12x7', phone: typed(known) },
		{ id: '12x8', phone: typed(ghost), isDeleted: true },
	],
	requestsPerRestart: 17,
});
const DOUBLES = [odoo, suiteCrm, vtiger];

interface Words {
	odoo: string;
	suiteCrm: string;
	vtiger: string;
}
const says = (word: string, suiteCrmStatus: string, vtigerStatus: string): Words => ({
	odoo: word,
	suiteCrm: suiteCrmStatus,
	vtiger: vtigerStatus,
});
const CONNECTED = says('Connected', 'Held', 'completed');
const NO_ANSWER = says('No Answer', 'Not Held', 'no-answer');
const UNREACHABLE = says('Unreachable', 'Not Held', 'unreachable');
/** By scenario. */
const WORDS: Readonly<Record<string, Words>> = {
	answered: CONNECTED,
	duplicateDelivery: CONNECTED,
	outOfOrderDelivery: CONNECTED,
	busy: says('Busy', 'Not Held', 'busy'),
	noAnswer: NO_ANSWER,
	noUserResponse: NO_ANSWER,
	rejected: says('Rejected', 'Not Held', 'rejected'),
	voicemail: says('Voicemail', 'Not Held', 'voicemail'),
	invalidNumber: says('Invalid Number', 'Not Held', 'invalid-number'),
	unreachable: UNREACHABLE,
	switchedOff: UNREACHABLE,
	networkFailure: UNREACHABLE,
	fastDisconnect: says('Screened', 'Not Held', 'screened'),
};
const spaced = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ');
const seconds = (from: Date | undefined, to: Date | undefined): number =>
	from && to ? (to.getTime() - from.getTime()) / 1000 : 0;
const talk = ({ answeredAt, endedAt }: SimulatedCall): number => Math.round(seconds(answeredAt, endedAt));
const ring = ({ initiatedAt, answeredAt, endedAt }: SimulatedCall): number =>
	Math.round(seconds(initiatedAt, answeredAt ?? endedAt));

let office: Office;
let calls: readonly SimulatedCall[];
const urls: string[] = [];
const RECORDING = 'https://recordings.example.com/1.mp3';

const unwritten = async (): Promise<Array<[unknown, unknown]>> =>
	(await office.rows('Unwritten Records'))
		.map(({ target, call_uuid }): [unknown, unknown] => [target, call_uuid])
		.sort(([one], [other]) => String(one).localeCompare(String(other)));
const onlyTheRefused = async (): Promise<void> => {
	await waitUntil(
		'Only the refused records in Unwritten Records',
		async () => ((await unwritten()).every(([, uuid]) => uuid === calls[REFUSED].id) ? true : undefined),
		180_000,
	);
};

/** Delivers the end of a call again with what became known later. */
async function tellLater(call: SimulatedCall, more: Record<string, unknown>): Promise<void> {
	for (const url of urls) {
		const completed = office.simulator.deliveries
			.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
			.find(({ call_uuid, event }) => call_uuid === call.id && event === 'call.completed');
		expect(await deliver(url, { ...completed, ...more })).toBe(200);
	}
	await office.settle();
	await onlyTheRefused();
}

beforeAll(async () => {
	office = await openOffice(DOUBLES, { duplicates: 2, shuffleSeed: 7 });
	const { client } = office;
	const withKey = JSON.parse(
		JSON.stringify(readWorkflow('vtiger-calls.json')).replace('YOUR ACCESS KEY', ACCESS_KEY),
	) as WorkflowFile;
	const workflows = [
		await office.open('odoo-calls', [
			await client.createCredential('odooApiKeyApi', 'Odoo', {
				url: `https://${odoo.host}`,
				db: 'yourcompany',
				apiKey: 'odoo-key',
			}),
		]),
		await office.open('suitecrm-calls', [
			await client.createCredential('oAuth2Api', 'SuiteCRM', {
				grantType: 'clientCredentials',
				accessTokenUrl: `https://${suiteCrm.host}/Api/access_token`,
				clientId: 'client',
				clientSecret: 'client-secret',
				scope: '',
				authentication: 'body',
			}),
		]),
		await office.open(withKey),
	];
	for (const workflow of workflows) {
		const url = office.urlOf(workflow);
		urls.push(url);
		const response = await fetch(`${office.simulator.baseUrls.unlimCall}/hooks`, {
			method: 'POST',
			headers: { authorization: 'Bearer unl_live_simulator', 'content-type': 'application/json' },
			body: JSON.stringify({ url }),
		});
		expect(response.status).toBe(201);
	}
	// Every CRM is down after its first requests, until the last call has ended.
	for (const double of DOUBLES) office.doubles.replaceAnswers(double, { status: 503, body: 'Service Unavailable' }, 15);
	calls = await runMixedCalls(office.simulator, CALLS);
	await office.settle();
	for (const double of DOUBLES) office.doubles.replaceAnswers(double, undefined);
	await onlyTheRefused();
	await office.settle();
}, 600_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

const written = (): SimulatedCall[] => calls.filter((_, index) => index !== REFUSED);

function odooIsRight(more: (call: SimulatedCall) => Record<string, string> = () => ({})): void {
	const expected = written().map((call) => ({
		x_name: `Outbound call to ${call.to}`,
		x_call_uuid: call.id,
		x_direction: 'outbound',
		x_from_number: call.from,
		x_to_number: call.to,
		x_started_at: spaced(call.initiatedAt),
		...(call.answeredAt && { x_answered_at: spaced(call.answeredAt) }),
		x_ended_at: spaced(call.endedAt as Date),
		x_duration: String(talk(call)),
		x_disposition: WORDS[call.scenario.name].odoo,
		...(call.to === known && { 'x_partner_id/.id': '7' }),
		...more(call),
	}));
	expect(byCall([...odoo.records.values()], 'x_call_uuid')).toEqual(byCall(expected, 'x_call_uuid'));
}

function suiteCrmIsRight(more: (call: SimulatedCall) => string[] = () => []): void {
	for (const call of calls) {
		const { attributes, contactIds } = suiteCrm.calls.get(call.id) ?? {};
		const minutes = Math.round(talk(call) / 60);
		const isKnown = call.to === known;
		const parent = { [known]: SUITE_CONTACTS[0], [ghost]: SUITE_CONTACTS[1] }[call.to];
		expect({ attributes, contactIds }).toEqual({
			attributes: {
				name: `Outbound call: ${WORDS[call.scenario.name].odoo}`,
				direction: 'Outbound',
				status: WORDS[call.scenario.name].suiteCrm,
				date_start: spaced(call.initiatedAt),
				duration_hours: 0,
				duration_minutes: minutes,
				description: [
					`From: ${call.from}`,
					`To: ${call.to}`,
					`Talk time (seconds): ${talk(call)}`,
					...more(call),
					`Call UUID: ${call.id}`,
				].join('\n'),
				...(parent && { parent_type: 'Contacts', parent_id: parent }),
			},
			contactIds: isKnown ? [SUITE_CONTACTS[0]] : [],
		});
	}
	expect(suiteCrm.calls.size).toBe(CALLS);
}

function vtigerIsRight(more: (call: SimulatedCall) => Record<string, string> = () => ({})): void {
	const expected = written().map((call) => ({
		id: expect.stringMatching(/^24x\d+$/) as unknown,
		sourceuuid: call.id,
		gateway: 'PBXManager',
		direction: 'outbound',
		callstatus: WORDS[call.scenario.name].vtiger,
		starttime: spaced(call.initiatedAt),
		endtime: spaced(call.endedAt as Date),
		totalduration: ring(call) + talk(call),
		billduration: talk(call),
		customernumber: call.to,
		...(call.to === known && { customer: '12x7', customertype: 'Contacts' }),
		user: '19x5',
		assigned_user_id: '19x5',
		...more(call),
	}));
	expect(byCall(vtiger.calls, 'sourceuuid')).toEqual(byCall(expected, 'sourceuuid'));
}

it('Odoo has each call once, with its contact and its times in UTC', () => odooIsRight());
it('SuiteCRM has each call once, in the list of its contact', () => suiteCrmIsRight());
it('vtiger has each call once, with its contact', () => vtigerIsRight());

it('keeps what each CRM refused, with the reason', async () => {
	const rows = await office.rows('Unwritten Records');
	expect(Object.fromEntries(rows.map(({ target, error }) => [target, error]))).toEqual({
		Odoo: "No matching record found for database id '8' in field 'Contact'",
		SuiteCRM: expect.stringContaining('400') as unknown,
		vtiger: 'Permission to perform the operation is denied',
	});
	expect(rows.map(({ call_uuid }) => call_uuid)).toEqual(Array(3).fill(calls[REFUSED].id));
});

it('writes what comes later into the same records, and nothing when everything comes again', async () => {
	await tellLater(calls[0], { recording_url: RECORDING });
	for (const url of urls) expect(await replay(office.simulator, url)).toEqual(new Set([200]));
	await office.settle();
	const isLate = (call: SimulatedCall): boolean => call.id === calls[0].id;
	odooIsRight((call) => (isLate(call) ? { x_recording_url: RECORDING } : {}) as Record<string, string>);
	suiteCrmIsRight((call) => (isLate(call) ? [`Recording: ${RECORDING}`] : []));
	vtigerIsRight((call) => (isLate(call) ? { recordingurl: RECORDING } : {}) as Record<string, string>);
}, 120_000);

it('leaves a call alone that a person deleted in SuiteCRM', async () => {
	suiteCrm.remove(calls[2].id);
	await tellLater(calls[2], { recording_url: RECORDING });
	expect(suiteCrm.calls.get(calls[2].id)).toMatchObject({
		isDeleted: true,
		attributes: { description: expect.not.stringContaining(RECORDING) as unknown },
	});
}, 120_000);
