import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { SUSPENDED_TOKEN } from '../../simulator/trunks/unlimCall';
import { waitUntil } from '../../tooling/process/pause';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 1000 });
});
afterAll(async () => await simulator.stop());
beforeEach(() => simulator.reset());

const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
	const response = await fetch(`${simulator.baseUrls.unlimCall}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${DEFAULT_OPTIONS.accessToken}`,
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as Record<string, never>) };
};

const CALL = { from: '+12025550143', to: '+4930123456789' };

test('says who the token belongs to', async () => {
	await expect(ask('GET', '/me')).resolves.toEqual({
		status: 200,
		body: { customerId: '1042', companyName: expect.any(String), primaryContactEmail: expect.any(String) },
	});
});

test.each([
	['no token', {}, 401, 'unauthorized'],
	['another token', { authorization: 'Bearer unl_live_other' }, 401, 'unauthorized'],
	['a token in another scheme', { authorization: `Basic ${DEFAULT_OPTIONS.accessToken}` }, 401, 'unauthorized'],
	['a suspended account', { authorization: `Bearer ${SUSPENDED_TOKEN}` }, 403, 'suspended'],
])('refuses %s', async (_what, headers, status, error) => {
	await expect(ask('GET', '/me', undefined, { authorization: '', ...headers })).resolves.toMatchObject({
		status,
		body: { error },
	});
});

describe('POST /calls is strict', () => {
	test.each([
		['a number that is not provisioned', { ...CALL, from: '+12025550142' }, 'unknown_caller_id'],
		['a seat that does not exist', { ...CALL, seat_id: 'seat_none' }, 'unknown_seat'],
		['a missing destination', { from: CALL.from }, 'invalid_request'],
		['a national number', { ...CALL, to: '030123456' }, 'invalid_request'],
		['a number as a number', { ...CALL, to: 4930123456789 }, 'invalid_request'],
		['a field that nobody knows', { ...CALL, campaign: 'spring' }, 'invalid_request'],
		['a line break in a value', { ...CALL, contact_id: 'a\r\nb' }, 'invalid_request'],
		['a ring timeout of nothing', { ...CALL, ring_timeout_seconds: 0 }, 'invalid_request'],
		['a list', [CALL], 'invalid_request'],
		['no JSON', '{', 'invalid_request'],
	])('%s', async (_what, body, error) => {
		await expect(ask('POST', '/calls', body)).resolves.toMatchObject({ status: 400, body: { error } });
		expect(simulator.calls).toHaveLength(0);
	});

	test('a body that does not say that it is JSON', async () => {
		await expect(ask('POST', '/calls', JSON.stringify(CALL), { 'content-type': 'text/plain' })).resolves.toMatchObject({
			status: 400,
		});
	});
});

test('places a call, shows it and ends it once', async () => {
	const placed = await ask('POST', '/calls', { ...CALL, to: '+4930123456712', client_reference: 'reference' });
	expect(placed).toMatchObject({ status: 201, body: { status: 'initiated' } });
	const path = `/calls/${String(placed.body?.call_uuid)}`;
	await expect(ask('GET', path)).resolves.toMatchObject({
		status: 200,
		body: { call_uuid: placed.body?.call_uuid, client_reference: 'reference' },
	});
	await expect(ask('DELETE', path)).resolves.toEqual({ status: 204, body: undefined });
	await expect(ask('DELETE', path)).resolves.toMatchObject({ status: 409, body: { error: 'call_ended' } });
	await expect(ask('GET', '/calls/nobody')).resolves.toMatchObject({ status: 404 });
});

test('lists call records page by page', async () => {
	for (let call = 0; call < 5; call += 1) await ask('POST', '/calls', { ...CALL, to: '+4930123456705' });
	await waitUntil('Five records', async () => {
		const { body } = await ask('GET', '/cdrs?limit=5');
		return (body as unknown as { data: unknown[] }).data.length === 5 || undefined;
	});
	const first = await ask('GET', '/cdrs?limit=3');
	expect(first.body).toMatchObject({ data: [{ hangup_cause_code: 1 }, {}, {}], next_cursor: '3' });
	await expect(ask('GET', '/cdrs?limit=3&cursor=3')).resolves.toMatchObject({
		body: { data: [{}, {}], next_cursor: null },
	});
	await expect(ask('GET', '/cdrs?from=2100-01-01T00:00:00Z')).resolves.toMatchObject({ body: { data: [] } });
});

test('subscribes and unsubscribes webhooks', async () => {
	const hook = await ask('POST', '/hooks', { url: 'http://127.0.0.1:9/hook' });
	expect(hook).toMatchObject({ status: 201, body: { url: 'http://127.0.0.1:9/hook' } });
	await expect(ask('POST', '/hooks', { url: 'mailto:a@b' })).resolves.toMatchObject({ status: 400 });
	await expect(ask('DELETE', `/hooks/${String(hook.body?.id)}`)).resolves.toMatchObject({ status: 204 });
	await expect(ask('DELETE', `/hooks/${String(hook.body?.id)}`)).resolves.toMatchObject({ status: 404 });
});

test('knows no other path and no other method', async () => {
	await expect(ask('GET', '/nothing')).resolves.toMatchObject({ status: 404 });
	await expect(ask('PUT', '/calls')).resolves.toMatchObject({ status: 405 });
});
