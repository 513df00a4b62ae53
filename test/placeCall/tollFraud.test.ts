/** Costly numbers through every field of every operation of every trunk. Oracle: Google's own library and metadata. */
import { PhoneNumberFormat } from 'google-libphonenumber';
import type { IDataObject } from 'n8n-workflow';
import { providers } from '../../nodes/domain/trunk';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { google } from '../phone/googleExamples';
import { costlyExamples, isOrdinary, overdialed } from '../tollFraud/ranges';
import { fakeContext } from './fakeContext';
import { credentialOf, placedAnswer, startFakeTrunk, type FakeTrunk } from './fakeTrunk';
import { PARAMETERS } from './harness';

const ids = Object.keys(providers);
const costly = [...costlyExamples, ...costlyExamples.flatMap((e164) => overdialed(e164).slice(1, 2))].filter(
	(e164) => !isOrdinary(e164),
);

let trunk: FakeTrunk;
beforeAll(async () => {
	trunk = await startFakeTrunk((_request, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(placedAnswer('call-1'))),
	);
});
afterAll(() => trunk.stop());
beforeEach(() => (trunk.requests.length = 0));

/** Every item must fail, and nothing may reach the trunk. */
async function dialsNone(id: string, parameters: IDataObject[], isTool = false): Promise<void> {
	const [items] = await new PlaceCall().execute.call(
		fakeContext({
			credential: credentialOf(id, trunk.baseUrl),
			items: parameters.map(() => ({})),
			parameters: (item) => parameters[item],
			continueOnFail: true,
			isTool,
		}),
	);
	expect(items.flatMap(({ error }, item) => (error ? [] : [parameters[item]]))).toEqual([]);
	expect(items).toHaveLength(parameters.length);
	expect(trunk.requests).toEqual([]);
}

const place = (change: IDataObject, options: IDataObject = {}): IDataObject => ({
	...PARAMETERS,
	seatId: '+12025550199',
	...change,
	options: { verifyCallerId: false, ...options },
});

describe.each(ids)('%s', (id) => {
	test('is not asked to dial a costly number, also for an agent whose list has its country', async () => {
		const everywhere = {
			allowedCountries: google
				.getSupportedRegions()
				.filter((region) => !['AC', 'TA'].includes(region))
				.join(),
		};
		await dialsNone(
			id,
			costly.map((to) => place({ to })),
		);
		await dialsNone(
			id,
			costly.map((to) => ({ ...place({ to }), operation: 'placeAndWait' })),
		);
		await dialsNone(
			id,
			costly.map((to) => place({ to }, everywhere)),
			true,
		);
	});

	test('is not sent one as Seat, in any style', async () => {
		const isOrdinaryAtHome = (seat: string): boolean => {
			const home = providers[id].homeCountry;
			return home !== undefined && isOrdinary(google.format(google.parse(seat, home), PhoneNumberFormat.E164));
		};
		const styles = costly.flatMap((e164) => [
			...[e164, e164.slice(1), `00${e164.slice(1)}`, `tel:${e164}`].filter((seat) => !isOrdinaryAtHome(seat)),
			`sip:${e164}@example.sip.twilio.com`,
			`sip:%2B${e164.slice(1)}@127.0.0.1;transport=tls`,
		]);
		await dialsNone(
			id,
			styles.map((seatId) => place({ seatId })),
		);
	});

	test('is not sent one in Extra Fields, at any depth', async () => {
		const fields = costly.flatMap((e164) => [
			{ agentPhone: e164 },
			{ agentPhone: e164.slice(1) },
			{ legs: [{ target: { phone: `tel:${e164}` } }] },
			{ script: `<Dial>${e164}</Dial>` },
			{ route: `sip:${e164}@127.0.0.1` },
		]);
		await dialsNone(
			id,
			fields.map((extraFields) => place({}, { extraFields })),
		);
	});

	test('transfers no call to one', async () => {
		await dialsNone(
			id,
			costly.map((to) => ({ operation: 'transfer', callUuid: 'call-1', to, from: '', options: {} })),
		);
	});

	test('gets no softphone link to one, or for a seat that is one', async () => {
		const link = { ...PARAMETERS, resource: 'softphoneLink', operation: 'get', options: {} };
		await dialsNone(
			id,
			costly.flatMap((number) => [
				{ ...link, to: number },
				{ ...link, seatId: number },
			]),
		);
	});
});

test('CAMARA, which dials From first, is not sent one as From', async () => {
	await dialsNone(
		'camara',
		costly.map((from) => place({ from })),
	);
});

test('no national form of a costly number becomes a call to one, under its own or a foreign default country', async () => {
	const parameters = costlyExamples.flatMap((e164, index) => {
		const number = google.parse(e164, 'ZZ');
		const own = google.getRegionCodeForNumber(number) ?? '';
		return [own, 'DE', 'US', 'GB', 'IN'].map((defaultCountry) =>
			place(
				{
					to: google.format(number, PhoneNumberFormat.NATIONAL),
					clientReference: `${index}-${defaultCountry}`,
					seatId: '',
				},
				{ defaultCountry: defaultCountry.length === 2 ? defaultCountry : '' },
			),
		);
	});
	await new PlaceCall().execute.call(
		fakeContext({
			credential: credentialOf('unlimCall', trunk.baseUrl),
			items: parameters.map(() => ({})),
			parameters: (item) => parameters[item],
			continueOnFail: true,
		}),
	);
	const dialed = trunk.requests.map((request) => String(/"to":"(\+\d+)"/.exec(request)?.[1]));
	expect(dialed.length).toBeGreaterThan(100);
	expect(dialed.filter((e164) => !isOrdinary(e164))).toEqual([]);
});

describe('other parties that are dialed', () => {
	test.each([
		[
			'a SIP address elsewhere',
			'twilio',
			{ seatId: 'sip:anyone@elsewhere.example' },
			/^Seat: elsewhere\.example is not a SIP domain/,
		],
		['a domain that only ends like the trunk', 'twilio', { seatId: 'sip:a@eviltwilio.com' }, /not a SIP domain/],
		[
			'a SIP address that leads elsewhere',
			'twilio',
			{ seatId: 'sip:a@b.sip.twilio.com;maddr=192.0.2.1' },
			/may have the parameters/,
		],
		[
			'a SIP address with a Route header',
			'twilio',
			{ seatId: 'sip:a@b.sip.twilio.com?Route=x' },
			/may have the parameters/,
		],
		['two hosts', 'twilio', { seatId: 'sip:a@b.sip.twilio.com@elsewhere.example' }, /not a SIP address/],
		['a seat that Twilio cannot dial', 'twilio', { seatId: 'seat_0481ab' }, /^Seat: Twilio dials it/],
		[
			'a seat with an extension',
			'twilio',
			{ seatId: '+4930123456 ext. 12' },
			/^Seat: the extension of \+4930123456 cannot be dialed/,
		],
		['full-width digits', 'twilio', { seatId: '＋４９９００１２３４５６７' }, /premium-rate/],
		[
			"the agent's phone in a country that is not allowed",
			'intellicall',
			{ seatId: '+12025550143', options: { allowedCountries: 'DE' } },
			/^Seat: \+12025550143 belongs to US/,
		],
		[
			'TwiML of their own',
			'twilio',
			{ seatId: '', options: { extraFields: { Twiml: '<Response/>' } } },
			/^Extra Fields: Twiml decides who is dialed/,
		],
		[
			"an agent's number in Extra Fields",
			'intellicall',
			{ seatId: 'ada', options: { extraFields: { agentNumber: '1' } } },
			/^Extra Fields: agentNumber decides/,
		],
	])('%s is refused', async (_what, id, change, message) => {
		const parameters = {
			...PARAMETERS,
			...change,
			options: { verifyCallerId: false, ...((change as IDataObject).options as IDataObject) },
		};
		const run = { credential: credentialOf(id, trunk.baseUrl), items: [{}], parameters };
		await expect(new PlaceCall().execute.call(fakeContext(run))).rejects.toThrow(message);
		expect(trunk.requests).toEqual([]);
	});

	test.each([
		['twilio', { seatId: 'sip:ada@team.sip.twilio.com;transport=tls?x-team=sales' }, 'sip:ada@team.sip.twilio.com'],
		['twilio', { seatId: 'client:ada' }, 'ada'],
		[
			'twilio',
			{ seatId: 'sip:1001@pbx.example.com', options: { sipDomains: 'Example.com' } },
			'sip:1001@pbx.example.com',
		],
		['twilio', { seatId: '030 123456', options: { defaultCountry: 'DE' } }, 'To=+4930123456&'],
		['intellicall', { seatId: '98765 43210' }, '"+919876543210"'],
		['custom', { seatId: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2' }, 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2'],
		['custom', { options: { extraFields: { expires: 1780564462, id: '1494404757140276705' } } }, '1780564462'],
		['unlimCall', { to: '+499001234567', options: { specialNumbers: ['premiumRate'] } }, '499001234567'],
	])('%s dials %j', async (id, change, sent) => {
		const parameters = {
			...PARAMETERS,
			...change,
			options: { verifyCallerId: false, ...((change as IDataObject).options as IDataObject) },
		};
		const run = { credential: credentialOf(id, trunk.baseUrl), credentialId: sent, items: [{}], parameters };
		await new PlaceCall().execute.call(fakeContext(run));
		expect(trunk.requests).toEqual([expect.stringContaining(sent)]);
	});
});

describe('a transfer to a SIP address', () => {
	const transfer = async (id: string, to: string, options: IDataObject = {}) => {
		const parameters = { operation: 'transfer', callUuid: 'call-1', to, from: '', options };
		const run = { credential: credentialOf(id, trunk.baseUrl), credentialId: `${id} ${to}`, items: [{}], parameters };
		const [[{ json }]] = await new PlaceCall().execute.call(fakeContext(run));
		return json;
	};

	test.each([
		['telnyx', 'sip:username@sip.telnyx.com;secure=srtp', {}, '"to":"sip:username@sip.telnyx.com;secure=srtp"'],
		['telnyx', 'sip:ada@pbx.example.com', { sipDomains: 'example.com' }, '"to":"sip:ada@pbx.example.com"'],
		['twilio', 'sip:ada@team.sip.twilio.com', {}, '<Dial><Sip>sip:ada@team.sip.twilio.com</Sip></Dial>'],
		['twilio', ' SIP:1001@pbx.example.com ', { sipDomains: 'pbx.example.com' }, '<Sip>SIP:1001@pbx.example.com</Sip>'],
	])('%s: %s', async (id, to, options, sent) => {
		expect(await transfer(id, to, options)).toEqual({ callUuid: 'call-1', transferredTo: to.trim(), provider: id });
		expect(trunk.requests.join('\n')).toContain(sent);
	});

	test.each([
		['telnyx', 'sip:ada@elsewhere.example', {}, /^To: elsewhere\.example is not a SIP domain of this trunk/],
		['twilio', 'sip:ada@eviltwilio.com', {}, /^To: eviltwilio\.com is not a SIP domain/],
		['telnyx', 'sip:+499001234567@sip.telnyx.com', {}, /^To: \+499001234567 is a premium-rate number/],
		['telnyx', 'sip:00499001234567@sip.telnyx.com', {}, /^To: .*premium-rate/],
		['twilio', 'sip:+12025550143@team.sip.twilio.com', { allowedCountries: 'DE' }, /^To: \+12025550143 belongs to US/],
		['telnyx', 'sip:a@sip.telnyx.com,200', {}, /^To: .*not a SIP address/],
		['telnyx', 'sip:a@sip.telnyx.com;maddr=192.0.2.1', {}, /^To: a SIP address may have/],
		['custom', 'sip:ada@pbx.example.com', { sipDomains: 'example.com' }, /^To: /],
	])('%s: %s is refused', async (id, to, options, message) => {
		await expect(transfer(id, to, options)).rejects.toThrow(message);
		expect(trunk.requests).toEqual([]);
	});
});
