import { createOdoo } from '../../doubles/odoo';
import { createSuiteCrm } from '../../doubles/suiteCrm';
import { createVtiger } from '../../doubles/vtiger';
import { createHash } from 'node:crypto';
import type { DoubleAnswer } from '../../doubles/double';
import { request } from './request';

describe('Odoo', () => {
	const HEADERS = { authorization: 'bearer key', 'x-odoo-database': 'db' };
	const odoo = () =>
		createOdoo({
			host: 'x.odoo.com',
			database: 'db',
			apiKey: 'key',
			contacts: [{ id: 7, phone: '0049 30 1234-5678' }],
		});
	const load = (values: Record<string, unknown>, context: object = { tz: 'UTC' }) =>
		request('POST', '/json/2/x_sip_call/load', HEADERS, {
			context,
			fields: ['id', ...Object.keys(values)],
			data: [['sip_trunk.a', ...Object.values(values)]],
		});

	it('creates one record of an external ID, then updates it', () => {
		const double = odoo();
		const ids = [{ x_name: 'Call' }, { x_notes: 'Later' }].map((values) => double.answer(load(values)).body);
		expect(ids).toMatchObject([{ ids: [1] }, { ids: [1] }]);
		expect([...double.records.values()]).toEqual([{ x_name: 'Call', x_notes: 'Later' }]);
	});

	it.each([
		['ISO 8601', { x_started_at: '2026-06-04T09:14:22.000Z' }],
		['an unknown contact', { 'x_partner_id/.id': '99999' }],
		['an unknown direction', { x_direction: 'sideways' }],
	])('answers 200 without an ID to %s', (_what, values) => {
		const double = odoo();
		expect([double.answer(load(values)), double.records.size]).toMatchObject([
			{ status: 200, body: { ids: false } },
			0,
		]);
	});

	it('answers 500 to a field that is not there', () => {
		expect(odoo().answer(load({ x_colour: 'red' }))).toMatchObject({
			status: 500,
			body: { name: 'builtins.ValueError' },
		});
	});

	it("takes a time without a zone in the context as the user's own", () => {
		const double = odoo();
		double.answer(load({ x_started_at: '2026-06-04 09:14:22' }, {}));
		expect(double.records.get('sip_trunk.a')).toEqual({ x_started_at: '2026-06-04 13:14:22' });
	});

	it('finds a contact however its number was typed', () => {
		const body = { domain: [['phone_mobile_search', '=', '+493012345678']], fields: ['id'], limit: 1 };
		expect(odoo().answer(request('POST', '/json/2/res.partner/search_read', HEADERS, body)).body).toMatchObject([
			{ id: 7 },
		]);
	});
});

describe('SuiteCRM', () => {
	const ID = 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2';
	const suiteCrm = (options = {}) => {
		const double = createSuiteCrm({ host: 'x', clientId: 'c', clientSecret: 's', contacts: [], ...options });
		const token = double.answer(request('POST', '/Api/access_token', {}, { client_id: 'c', client_secret: 's' }));
		const headers = {
			authorization: `Bearer ${(token.body as { access_token: string }).access_token}`,
			'content-type': 'application/vnd.api+json',
		};
		const send = (method: string, attributes: object, id = ID): DoubleAnswer =>
			double.answer(request(method, '/Api/V8/module', headers, { data: { type: 'Calls', id, attributes } }));
		return { double, send };
	};

	it('creates a call once, and updates it', () => {
		const { double, send } = suiteCrm();
		const statuses = ['POST', 'POST', 'PATCH'].map((method) => send(method, { status: 'Held' }).status);
		expect([statuses, double.calls.size]).toEqual([[201, 400, 201], 1]);
	});

	it('stores ISO 8601 as nothing, and says 201', () => {
		const { double, send } = suiteCrm();
		expect(send('POST', { date_start: '2026-06-04T09:14:22.000Z' }).status).toBe(201);
		expect(double.calls.get(ID)?.attributes.date_start).toBe('');
	});

	it('says of a deleted call that it exists and is not found', () => {
		const { double, send } = suiteCrm();
		send('POST', {});
		double.remove(ID);
		expect(['POST', 'PATCH'].map((method) => JSON.stringify(send(method, {}).body))).toEqual([
			expect.stringContaining('is already exist'),
			expect.stringContaining('is not found'),
		]);
	});

	it('answers a lost race with a body that is not JSON, and has written', () => {
		const { double, send } = suiteCrm({ databaseFailureEvery: 1 });
		const { status, body } = send('POST', {});
		expect(() => JSON.parse(String(body)) as unknown).toThrow();
		expect([status, double.calls.size]).toEqual([400, 1]);
	});

	it.each([
		['an unknown property', { nofield: 1 }, ID],
		['an ID that is not a UUID', {}, 'CA123'],
	])('refuses %s', (_what, attributes, id) => {
		expect(suiteCrm().send('POST', attributes, id).status).toBe(400);
	});

	it('lets a token expire', () => {
		const { send } = suiteCrm({ requestsPerToken: 1 });
		expect([send('POST', {}).status, send('PATCH', {}).status]).toEqual([201, 401]);
	});
});

describe('vtiger', () => {
	const form = (method: string, fields: Record<string, string>) => ({
		...request(method, '/webservice.php', { 'content-type': 'application/x-www-form-urlencoded' }),
		query: new URLSearchParams(method === 'GET' ? fields : {}),
		body: method === 'GET' ? '' : new URLSearchParams(fields).toString(),
	});
	const vtiger = (accessKey = 'key') => {
		const double = createVtiger({
			host: 'x',
			user: 'n8n',
			accessKey: 'key',
			contacts: [{ id: '12x7', phone: '+49 30 1234' }],
		});
		const ask = (method: string, fields: Record<string, string>) =>
			double.answer(form(method, fields)).body as { success: boolean; result: Record<string, string> };
		const { token } = ask('GET', { operation: 'getchallenge', username: 'n8n' }).result;
		const hash = createHash('md5')
			.update(token + accessKey)
			.digest('hex');
		const login = ask('POST', { operation: 'login', username: 'n8n', accessKey: hash });
		const sessionName = login.result?.sessionName;
		const write = (element: object, operation = 'create') =>
			ask('POST', { operation, sessionName, elementType: 'PBXManager', element: JSON.stringify(element) });
		const query = (text: string) => ask('GET', { operation: 'query', sessionName, query: text });
		return { double, login, write, query };
	};
	const CALL = { sourceuuid: 'a', customernumber: '+4930', assigned_user_id: '19x5' };

	it('opens a session for the hash of the key only', () => {
		expect([vtiger().login.success, vtiger('other').login.success]).toEqual([true, false]);
	});

	it('creates a record of a Source UUID once, and revises it', () => {
		const { double, write } = vtiger();
		const { id } = write(CALL).result;
		expect([write(CALL).success, write({ id, callstatus: 'busy' }, 'revise').success]).toEqual([false, true]);
		expect(double.calls).toEqual([{ id, ...CALL, callstatus: 'busy' }]);
	});

	it.each([
		['a record without a number', { ...CALL, customernumber: undefined }],
		['an unknown field', { ...CALL, colour: 'red' }],
		['a customer that is not there', { ...CALL, customer: '12x9' }],
	])('refuses %s', (_what, call) => {
		expect(vtiger().write(call).success).toBe(false);
	});

	it('finds a contact by the digits of its number', () => {
		const text =
			"select id,phone,mobile from Contacts where phone like '%4%9%3' or mobile like '%4%9%3%0%1%2%3%4' limit 0,20;";
		expect(vtiger().query(text).result).toMatchObject([{ id: '12x7' }]);
	});

	it('knows no session that it did not open', () => {
		expect(vtiger().double.answer(form('GET', { operation: 'query', sessionName: 'x', query: '' })).body).toMatchObject(
			{
				error: { code: 'INVALID_SESSIONID' },
			},
		);
	});
});
