/** A trunk that places the call and then says something else, or nothing: one call for each reference, and true words. */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { providers } from '../../nodes/domain/trunk';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import type { ProviderFixture } from '../trunk/fixture';
import { fakeContext, type FakeRun } from './fakeContext';
import { credentialOf, placedAnswer } from './fakeTrunk';
import { PARAMETERS } from './harness';

interface PlacedCall {
	id: string;
	reference: string;
	/** Of a form: Twilio's. */
	form: URLSearchParams;
}

/** What the trunk does once it has read a request to place a call. `refuse` does nothing else. */
interface Behavior {
	places: boolean;
	answer: (response: ServerResponse, call: PlacedCall) => void;
}

let server: Server;
let behavior: Behavior;
let calls: PlacedCall[];
let serial = 0;
/** Its answers are inside `data`. */
let isTelnyx = false;

const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void =>
	void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const PLACES: Behavior = { places: true, answer: (response, { id }) => json(response, 200, placedAnswer(id)) };

const stateOf = (clientReference: string): string =>
	Buffer.from(JSON.stringify({ clientReference })).toString('base64');

/** Telnyx lists the calls of a connection in pages: on the first one is a call of somebody else. */
function activeCalls(url: string) {
	const isFirst = !url.includes('after');
	const listed = isFirst ? [{ id: 'of-somebody-else', reference: 'another' }] : calls;
	return {
		data: listed.map(({ id, reference }) => ({ call_control_id: id, client_state: stateOf(reference) })),
		meta: isFirst ? { cursors: { after: 'v1:2' }, next: '/v2/connections/1/active_calls?page[after]=v1:2' } : {},
	};
}

/** Twilio's list, which does not show references. */
function twilioCalls(url: string) {
	const asked = new URL(url, 'http://trunk').searchParams;
	const listed = calls.filter(({ form }) => ['From', 'To'].every((name) => form.get(name) === asked.get(name)));
	const row = ({ id, form }: PlacedCall) => ({
		...{ sid: id, from: form.get('From'), to: form.get('To') },
		...{ status: 'queued', direction: 'outbound-api', parent_call_sid: null },
	});
	return { calls: listed.map(row), next_page_uri: null };
}

/** The trunks' answers about calls that they have. */
function look(request: IncomingMessage, response: ServerResponse): void {
	const rows = calls.map(({ id, reference }) => ({
		event: 'call.initiated',
		call_uuid: id,
		client_reference: reference,
		from: PARAMETERS.from,
		to: PARAMETERS.to,
	}));
	if (/^\/(cdrs|calls\?)/.test(request.url ?? '')) return json(response, 200, { data: rows });
	if (request.url?.includes('/Calls.json?')) return json(response, 200, twilioCalls(request.url));
	if (request.url?.includes('/active_calls')) return json(response, 200, activeCalls(request.url));
	const found = calls.find(({ id }) => request.url?.includes(id));
	if (!found) return json(response, 404, {});
	if (isTelnyx)
		return json(response, 200, { data: { call_control_id: found.id, client_state: stateOf(found.reference) } });
	json(response, 200, {
		...rows.find(({ call_uuid: id }) => id === found.id),
		id: found.id,
		state: 'Ring',
		call_id: found.id,
		callId: found.id,
		sid: found.id,
		uuid: found.reference,
		status: 'initiating',
		caller: { number: PARAMETERS.from },
		callee: { number: PARAMETERS.to },
	});
}

beforeAll(async () => {
	server = createHttpServer((request, response) => {
		if (request.method === 'GET') return look(request, response);
		let body = '';
		request.setEncoding('utf8').on('data', (part: string) => (body += part));
		request.on('end', () => {
			// Asterisk's calls have the id that they are given.
			const [, given] = /\/ari\/channels\/([\w-]+)/.exec(request.url ?? '') ?? [];
			const reference = PARAMETERS.clientReference as string;
			const call = { id: given ?? `call-${(serial += 1)}`, reference, form: new URLSearchParams(body) };
			if (behavior.places) calls.push(call);
			behavior.answer(response, call);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
	(server as unknown as { closeAllConnections(): void }).closeAllConnections();
	server.close();
});
beforeEach(() => (calls = []));

interface Told {
	json?: IDataObject;
	error?: NodeApiError;
}

/** One account; each call of it is another try with the same reference. */
function account(id: string) {
	isTelnyx = id === 'telnyx';
	const credentialId = `${id} ${(serial += 1)}`;
	const { port } = server.address() as AddressInfo;
	return async (change: Partial<FakeRun> = {}): Promise<Told> => {
		const run = {
			credential: credentialOf(id, `http://127.0.0.1:${port}`),
			credentialId,
			items: [{}],
			parameters: { ...PARAMETERS, seatId: '+12025550199', options: { verifyCallerId: false, requestTimeout: 1 } },
			...change,
		};
		const [[item]] = await new PlaceCall().execute.call(fakeContext({ ...run, continueOnFail: true }));
		return { json: item.json, error: item.error as NodeApiError | undefined };
	};
}

const ids = Object.keys(providers);
const SAYS_NO_CALL = /nothing was (dialed|sent)|not placed|refused|did not accept/i;

/** Which trunks can be asked for a call by our reference, or by an id of its own that comes of it. */
const listsCalls = (id: string): boolean => ['unlimCall', 'custom', 'telnyx', 'twilio', 'asterisk'].includes(id);

/** Nothing that is said of a call that was placed may deny it, and it is never placed again. */
async function staysOneCall(id: string): Promise<void> {
	const place = account(id);
	const first = await place();
	expect(first.error?.message).toMatch(/so it is unknown whether/);
	expect(`${first.error?.message} ${first.error?.description}`).not.toMatch(SAYS_NO_CALL);
	expect(first.error?.description).toMatch(/The call may be ringing: look for client reference contact-7-attempt-1/);

	behavior = PLACES;
	for (const again of [await place(), await place({ executionId: 'another' })]) {
		expect(again.error).toBeUndefined();
		expect(again.json).toMatchObject(
			listsCalls(id)
				? { callUuid: calls[0].id, dedupe: 'alreadyDialed' }
				: { callUuid: null, status: 'unknown', dedupe: 'possiblyDialed' },
		);
	}
	expect(calls).toHaveLength(1);
}

/** With these, APIs refuse before they act. So do proxies, and after a call was placed, too. */
const REFUSING = [400, 401, 402, 403, 404, 405, 422, 429];
const OTHERS = [301, 302, 303, 307, 308, 406, 408, 409, 410, 412, 415, 423, 425, 451, 500, 501, 502, 503, 504, 520];

const HTML = '<!DOCTYPE html><html><head><title>Denied</title></head><body><h1>Denied by the proxy</h1></body></html>';

/** What comes with a status although the call was placed. */
const BODIES: Record<string, (response: ServerResponse, status: number) => void> = {
	'nothing else': (response, status) => void response.writeHead(status).end(),
	'a sentence': (response, status) =>
		json(response, status, { message: 'A word of the trunk' }, { 'retry-after': '1' }),
	"a proxy's page": (response, status) => void response.writeHead(status, { 'content-type': 'text/html' }).end(HTML),
	'a code that is not documented': (response, status) =>
		json(response, status, {
			...{
				status,
				code: 99_999,
				error: 'new_code',
				message: 'New',
				more_info: 'https://www.twilio.com/docs/errors/99999',
			},
			errors: [{ code: '99999', title: 'New' }],
		}),
};

/** The errors that the vendor documents as refusals. */
const refusalsOf = (id: string) =>
	(jest.requireActual(`../trunk/fixtures/${id}/fixture`) as { fixture: ProviderFixture }).fixture.refusals;

describe.each(ids)('%s', (id) => {
	test.each([
		...REFUSING.flatMap((status) => Object.keys(BODIES).map((body) => [status, body] as const)),
		...OTHERS.map((status) => [status, 'a sentence'] as const),
	])('places the call and answers %d with %s', async (status, body) => {
		behavior = {
			places: true,
			answer: (response) => {
				response.setHeader('location', '/elsewhere');
				BODIES[body](response, status);
			},
		};
		await staysOneCall(id);
	});

	test.each(refusalsOf(id))('answers $status, as it documents for calls that it does not place', async (refusal) => {
		behavior = { places: false, answer: (response) => json(response, refusal.status, refusal.body) };
		const place = account(id);
		const { error } = await place();
		expect(error?.description).toMatch(/The trunk's answer means: Nothing was dialed$/);
		behavior = PLACES;
		expect((await place({ executionId: 'another' })).json).toMatchObject({ callUuid: calls[0].id });
		expect(calls).toHaveLength(1);
	});

	test.each(REFUSING)('places the call all the same, names it and answers %d', async (status) => {
		behavior = { places: true, answer: (response, { id: named }) => json(response, status, placedAnswer(named)) };
		const place = account(id);
		const { error } = await place();
		expect(error?.message).toMatch(/so it is unknown whether the call was placed/);
		expect(`${error?.message} ${error?.description}`).not.toMatch(SAYS_NO_CALL);
		behavior = PLACES;
		for (const executionId of ['execution-1', 'another'])
			expect((await place({ executionId })).json?.dedupe).toMatch(/^(already|possibly)Dialed$/);
		expect(calls).toHaveLength(1);
	});

	test.each<[string, (response: ServerResponse) => void]>([
		['ends the connection', (response) => response.socket?.end()],
		['resets the connection', (response) => (response.socket as Socket | null)?.resetAndDestroy()],
		['stops within the headers', (response) => response.socket?.end('HTTP/1.1 201 Created\r\nContent-Ty')],
		[
			'stops within the body',
			(response) => response.socket?.end('HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{"call'),
		],
		['does not speak HTTP', (response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n')],
		['says nothing', () => undefined],
		[
			'answers byte by byte, without an end',
			(response) => {
				response.writeHead(201, { 'content-type': 'application/json' });
				const drip = setInterval(() => response.write(' '), 50);
				response.on('close', () => clearInterval(drip));
			},
		],
		['answers with half of its JSON', (response) => response.writeHead(201).end('{"call_uuid": "ca')],
	])('places the call and %s', async (_way, answer) => {
		behavior = { places: true, answer };
		await staysOneCall(id);
	});

	test('names the call in a conflict, which is looked up before it is believed', async () => {
		if (!providers[id].getCall) return;
		const place = account(id);
		behavior = { places: true, answer: (response, call) => json(response, 409, placedAnswer(call.id)) };
		expect((await place()).error?.message).toMatch(/status 409, so it is unknown/);
		behavior = PLACES;
		expect((await place()).json).toMatchObject({ callUuid: calls[0].id, dedupe: 'alreadyDialed' });
		expect(calls).toHaveLength(1);
	});
});

/** Which of them show our reference, or take an id of ours. */
const showsReference = (id: string): boolean => listsCalls(id) && !providers[id].firstLeg;

describe.each(ids.filter(showsReference))('%s', (id) => {
	test.each(refusalsOf(id))(
		'places the call all the same and answers $status: it is asked before it is dialed again',
		async (refusal) => {
			behavior = { places: true, answer: (response) => json(response, refusal.status, refusal.body) };
			const place = account(id);
			expect((await place()).error?.description).toMatch(/The trunk's answer means: Nothing was dialed$/);
			behavior = PLACES;
			for (const executionId of ['another', 'execution-1'])
				expect((await place({ executionId })).json).toMatchObject({ callUuid: calls[0].id, dedupe: 'alreadyDialed' });
			expect(calls).toHaveLength(1);
		},
	);
});

describe('Twilio, whose list does not show the reference', () => {
	const lost: Behavior = { places: false, answer: (response) => json(response, 500, {}) };
	const options = { verifyCallerId: false };
	const parameters = { ...PARAMETERS, seatId: '+12025550199', clientReference: 'another', options };

	test('a call of another reference is not taken for this one', async () => {
		const place = account('twilio');
		behavior = PLACES;
		await place({ parameters });
		behavior = lost;
		await place();
		expect((await place()).json).toMatchObject({ callUuid: null, dedupe: 'possiblyDialed' });
		expect(calls).toHaveLength(1);
	});

	test('of two calls that nobody knows, none is taken for this one', async () => {
		const place = account('twilio');
		behavior = { ...lost, places: true };
		await place();
		calls.push({ ...calls[0], id: 'by-hand' });
		expect((await place()).json).toMatchObject({ callUuid: null, dedupe: 'possiblyDialed' });
	});
});

test('a conflict that names another call is not taken for this one', async () => {
	const place = account('intellicall');
	behavior = { places: true, answer: (response, call) => json(response, 409, placedAnswer(call.id)) };
	await place();
	calls[0].reference = 'of somebody else';
	expect((await place()).json).toMatchObject({ callUuid: null, dedupe: 'possiblyDialed' });
	expect(calls).toHaveLength(1);
});

test('Get settles an open reference, and the next try gets its call', async () => {
	const place = account('intellicall');
	behavior = { places: true, answer: (response) => json(response, 500, {}) };
	await place();
	await place({ parameters: { operation: 'get', callUuid: calls[0].id } });
	expect((await place()).json).toMatchObject({ callUuid: calls[0].id, dedupe: 'alreadyDialed' });
});

test('Get settles a refused reference, too, should the trunk have placed its call', async () => {
	const place = account('intellicall');
	behavior = { places: true, answer: (response) => json(response, 401, { status: 'error', message: 'No' }) };
	await place();
	await place({ parameters: { operation: 'get', callUuid: calls[0].id } });
	expect((await place({ executionId: 'another' })).json).toMatchObject({
		callUuid: calls[0].id,
		dedupe: 'alreadyDialed',
	});
	expect(calls).toHaveLength(1);
});

test('a trunk that nobody reaches was sent nothing, and is dialed when it is there', async () => {
	const closed = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => closed.once('listening', resolve));
	const { port } = closed.address() as AddressInfo;
	await new Promise((resolve) => closed.close(resolve));
	const place = account('telnyx');
	const { error } = await place({ credential: credentialOf('telnyx', `http://127.0.0.1:${port}`) });
	expect(error?.message).toBe('The trunk cannot be reached, so nothing was sent');
	expect(error?.description).toMatch(/Nothing was dialed$/);
	behavior = PLACES;
	expect((await place({ executionId: 'another' })).json).toMatchObject({ callUuid: calls[0].id });
});

describe('a transfer', () => {
	let transfers: number;
	const transferring = (status: number): Behavior => ({
		places: false,
		answer: (response) => {
			transfers += 1;
			json(response, status, { errors: [{ code: '10015', title: 'Bad Request' }] });
		},
	});
	/** What the item says of the number. */
	const DESCRIBED = { type: 'FIXED_LINE', validity: 'valid' };
	const parameters = { operation: 'transfer', callUuid: 'call-1', to: '+4930123456789', from: '', options: {} };
	beforeEach(() => (transfers = 0));

	test.each(['telnyx', 'twilio', 'custom', 'intellicall'])(
		'%s: a 500 after success, retried, transfers once',
		async (id) => {
			const run = account(id);
			behavior = transferring(500);
			const { error } = await run({ parameters });
			expect(error?.message).toMatch(/status 500, so it is unknown whether the call was transferred/);
			behavior = transferring(200);
			for (const change of [{}, { executionId: 'another' }, { runIndex: 1 }]) {
				expect((await run({ parameters, ...change })).json).toEqual({
					callUuid: 'call-1',
					to: '+4930123456789',
					status: 'unknown',
					provider: id,
					dedupe: 'possiblyTransferred',
					...DESCRIBED,
				});
			}
			expect(transfers).toBe(1);
		},
	);

	test('that succeeded is not repeated by a retry, but by a later run', async () => {
		const run = account('telnyx');
		behavior = transferring(200);
		const done = { callUuid: 'call-1', transferredTo: '+4930123456789', provider: 'telnyx', ...DESCRIBED };
		expect((await run({ parameters })).json).toEqual(done);
		expect((await run({ parameters })).json).toEqual({ ...done, dedupe: 'alreadyTransferred' });
		expect((await run({ parameters, executionId: 'another' })).json).toEqual(done);
		expect(transfers).toBe(2);
	});

	test('that was refused says so, and may be tried again', async () => {
		const run = account('telnyx');
		behavior = transferring(422);
		expect((await run({ parameters })).error?.description).toMatch(/The call was not transferred$/);
		behavior = transferring(200);
		expect((await run({ parameters })).json).toMatchObject({ transferredTo: '+4930123456789' });
	});
});

test('a window that is no whole number of milliseconds works', async () => {
	const place = account('unlimCall');
	behavior = PLACES;
	const parameters = { ...PARAMETERS, options: { verifyCallerId: false, referenceWindowHours: 32.2 } };
	expect((await place({ parameters })).json).toMatchObject({ callUuid: calls[0].id });
	expect((await place({ parameters, executionId: 'another' })).json).toMatchObject({ dedupe: 'alreadyDialed' });
	const { error } = await place({ parameters: { ...PARAMETERS, options: { referenceWindowHours: 'soon' } } });
	expect(error?.message).toMatch(/^Reference Window \(Hours\) must be a number from 1/);
});
