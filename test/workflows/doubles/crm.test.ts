import { createGoHighLevel } from '../../doubles/goHighLevel';
import { createHubSpot } from '../../doubles/hubSpot';
import { createSalesforce } from '../../doubles/salesforce';
import { request } from './request';

let now = 0;
const clock = () => (now += 1_000);

describe('HubSpot', () => {
	const PATH = '/crm/v3/objects/calls/batch/upsert';
	const HEADERS = { authorization: 'Bearer pat' };
	const input = (properties: Record<string, unknown>) => ({
		inputs: [
			{
				idProperty: 'call_uuid',
				id: 'a',
				properties: { call_uuid: 'a', hs_timestamp: '2026-06-04T09:14:22Z', ...properties },
			},
		],
	});
	const hubSpot = () => createHubSpot({ token: 'pat', contacts: { 501: '+12025550144' }, now: clock });

	it('creates a call, then updates it', () => {
		const double = hubSpot();
		const first = double.answer(request('POST', PATH, HEADERS, input({})));
		const second = double.answer(request('POST', PATH, HEADERS, input({ hs_call_status: 'BUSY' })));
		expect([first.body, second.body]).toMatchObject([{ results: [{ new: true }] }, { results: [{ new: false }] }]);
		expect(double.calls).toHaveLength(1);
	});

	it.each([
		['an unknown property', input({ colour: 'red' })],
		['an outcome of no portal', input({ hs_call_disposition: 'Busy' })],
		['an unknown status', input({ hs_call_status: 'busy' })],
		['no time', input({ hs_timestamp: undefined })],
	])('refuses %s', (_what, body) => {
		expect(hubSpot().answer(request('POST', PATH, HEADERS, body)).status).toBe(400);
	});

	it('ties a call to a contact that exists', () => {
		const double = hubSpot();
		double.answer(request('POST', PATH, HEADERS, input({})));
		const tie = (contact: string) =>
			double.answer(request('PUT', `/crm/v4/objects/call/1000/associations/default/contact/${contact}`, HEADERS))
				.status;
		expect([tie('501'), tie('502'), double.calls[0].contactIds]).toEqual([200, 404, ['501']]);
	});
});

describe('Salesforce', () => {
	const PATH = '/services/data/v61.0/sobjects/Task/Call_UUID__c/a';
	const HEADERS = { authorization: 'Bearer session' };
	const salesforce = () => createSalesforce({ host: 'x.my.salesforce.com', token: 'session' });

	it('answers 201 to the first and 200 to the second', () => {
		const double = salesforce();
		const statuses = [1, 2].map(() => double.answer(request('PATCH', PATH, HEADERS, { Subject: 'Call' })).status);
		expect([statuses, double.tasks.size]).toEqual([[201, 200], 1]);
	});

	it.each([
		['the external ID in the body', { Call_UUID__c: 'a' }],
		['a type of call it has not', { CallType: 'outbound' }],
		['half a second', { CallDurationInSeconds: 1.5 }],
	])('refuses %s', (_what, body) => {
		expect(salesforce().answer(request('PATCH', PATH, HEADERS, body)).status).toBe(400);
	});
});

describe('GoHighLevel', () => {
	const OUTBOUND = '/conversations/messages/outbound';
	const headers = (version: string) => ({ authorization: 'Bearer pit', version });
	const goHighLevel = () =>
		createGoHighLevel({ token: 'pit', locationId: 'location', conversationProviderId: 'provider', now: clock });
	const withConversation = () => {
		const double = goHighLevel();
		double.answer(
			request('POST', '/contacts/upsert', headers('2021-07-28'), { locationId: 'location', phone: '+12025550144' }),
		);
		double.answer(
			request('POST', '/conversations/', headers('2021-04-15'), { locationId: 'location', contactId: 'contact1' }),
		);
		return double;
	};
	const call = (rest = {}) => ({
		type: 'Call',
		altId: 'a',
		conversationId: 'conversation1',
		conversationProviderId: 'provider',
		call: { to: '+12025550144', from: '+12025550143', status: 'busy' },
		...rest,
	});

	it('adds a call to a conversation, twice when it is asked twice', () => {
		const double = withConversation();
		const statuses = [1, 2].map(() => double.answer(request('POST', OUTBOUND, headers('2021-04-15'), call())).status);
		expect([statuses, double.calls.length]).toEqual([[201, 201], 2]);
	});

	it.each([
		['an unknown conversation', call({ conversationId: 'other' })],
		['a provider that is not installed', call({ conversationProviderId: 'other' })],
		['an unknown status', call({ call: { to: '+1', from: '+1', status: 'BUSY' } })],
	])('refuses %s', (_what, body) => {
		expect(withConversation().answer(request('POST', OUTBOUND, headers('2021-04-15'), body)).status).toBe(422);
	});

	it('refuses a request without its version', () => {
		expect(withConversation().answer(request('POST', OUTBOUND, { authorization: 'Bearer pit' }, call())).status).toBe(
			401,
		);
	});

	it('makes one conversation of a contact', () => {
		expect(
			withConversation().answer(
				request('POST', '/conversations/', headers('2021-04-15'), { locationId: 'location', contactId: 'contact1' }),
			).status,
		).toBe(400);
	});
});
