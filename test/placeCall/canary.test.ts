/**
 * No part of a credential may be seen in an item, an error or a log line, whatever the trunk answers: every leaf of every
 * setting has a canary of its own, and the trunk repeats them all in every encoding.
 */
import { escape } from 'node:querystring';
import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { providers } from '../../nodes/domain/trunk';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import type { ProviderFixture } from '../trunk/fixture';
import { fakeContext } from './fakeContext';
import { credentialOf, startFakeTrunk, type FakeTrunk } from './fakeTrunk';
import { PARAMETERS } from './harness';

/** Has what each encoding changes, and can be in a header. */
const canary = (serial: number): string => `Canary-${serial}!/+&=<'">%~`;
/** The same for an address, where it must be encoded. */
const inUrl = (serial: number): string => encodeURIComponent(canary(serial));

/** A credential with a canary in each leaf that can hold a key. */
function withCanaries(id: string, baseUrl: string): { credential: ICredentialDataDecryptedObject; canaries: string[] } {
	let serial = 100;
	const canaries: string[] = [];
	const next = (): number => {
		canaries.push(canary((serial += 1)));
		return serial;
	};
	const asText = () => canary(next());
	const asJson = () =>
		JSON.stringify({ plain: asText(), deep: [{ 'X-Key': asText() }, [asText()]], scheme: `Token ${asText()}` });
	const asLine = (line: string) => `${line}${line.includes('?') ? '&' : '?'}key=${inUrl(next())}`;
	const written: Readonly<Record<string, () => string>> = {
		customAuthHeader: () => 'X-Api-Key',
		customCallUuidPath: () => 'call_uuid',
		customHeaders: () =>
			JSON.stringify({ 'X-Key': asText(), 'X-Session': `Token ${asText()}`, Cookie: `session=${asText()}` }),
		twilioVoiceUrl: () =>
			`https://ada:${inUrl(next())}@example.com/${inUrl(next())}?token=${inUrl(next())}#${inUrl(next())}`,
	};
	const base = credentialOf(id, baseUrl);
	// What is shown to everybody: how the PBX dials, and the names of its users.
	const open = (providers[id].credentialFields ?? []).filter(({ isPublic }) => isPublic).map(({ name }) => name);
	const kept = new Set(['provider', providers[id].baseUrl.name, ...open]);
	const filled = Object.entries(base).map(([name, value]): [string, unknown] => {
		if (kept.has(name) || typeof value !== 'string') return [name, value];
		if (Object.hasOwn(written, name)) return [name, written[name]()];
		if (name.endsWith('Request')) return [name, value === '' ? '' : asLine(value)];
		if (name.endsWith('Body'))
			return [name, JSON.stringify({ ...(JSON.parse(value) as object), auth: JSON.parse(asJson()) as object })];
		return [name, /^\s*\{/.test(value) ? asJson() : asText()];
	});
	const credential = {
		...Object.fromEntries(filled),
		previousSigningSecret: asText(),
	} as ICredentialDataDecryptedObject;
	return { credential, canaries };
}

const escapeEach = (text: string, escaped: (code: number) => string): string =>
	[...text].map((letter) => escaped(letter.charCodeAt(0))).join('');
const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0');

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
	'as it is': (text) => text,
	'in upper case': (text) => text.toUpperCase(),
	'in lower case': (text) => text.toLowerCase(),
	'in a URL': (text) => encodeURIComponent(text),
	'in a form, in lower case': (text) => escape(text).toLowerCase(),
	'in a URL in a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
	'in a URL, each byte': (text) => escapeEach(text, (code) => `%${hex(code, 2)}`),
	'in JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
	'in JSON, each character': (text) => escapeEach(text, (code) => `\\u${hex(code, 4)}`),
	'in HTML': (text) =>
		text
			.replace(/&/g, '&amp;')
			.replace(/</g, '&lt;')
			.replace(/>/g, '&gt;')
			.replace(/"/g, '&quot;')
			.replace(/'/g, '&#39;'),
	'in HTML, each character': (text) => escapeEach(text, (code) => `&#${code};`),
	'in base64': (text) => Buffer.from(text).toString('base64'),
	'in Basic authentication': (text) => `Basic ${Buffer.from(`ada:${text}`).toString('base64')}`,
	'in base64 for URLs': (text) => Buffer.from(`a:${text}`).toString('base64url'),
	'in hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
};

const OPERATIONS: IDataObject[] = [
	{ ...PARAMETERS, seatId: '+12025550199', options: { verifyCallerId: false } },
	{ ...PARAMETERS, seatId: '', options: { verifyCallerId: false } },
	{ operation: 'get', callUuid: 'a' },
	{ operation: 'getAll', returnAll: true },
	{ operation: 'hangUp', callUuid: 'a' },
	{ operation: 'transfer', callUuid: 'a', to: '+4930123456789', from: '' },
	{ resource: 'number', operation: 'getAll', returnAll: true },
	{ resource: 'recording', operation: 'get', callUuid: 'a', binaryPropertyName: 'data' },
];

/** Every text of a value, names of fields included. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	const own = value instanceof Error ? [value.message, String(value.stack)] : [];
	return [...own, ...Object.entries(value).flatMap(([name, entry]) => [name, ...textsOf(entry)])];
}

/** The vendor's own answer with an echo in the place of each text but what tells calls and their states apart. */
function echoing(node: unknown, echo: string): unknown {
	if (typeof node === 'string') return echo;
	if (Array.isArray(node)) return node.map((entry) => echoing(entry, echo));
	if (typeof node !== 'object' || node === null) return node;
	const kept = /id$|uuid$|^sid$|status|state|_at$|time/i;
	const fields = Object.entries(node).map(([name, entry]) => [
		name,
		kept.test(name) && typeof entry !== 'object' ? entry : echoing(entry, echo),
	]);
	return { ...Object.fromEntries(fields), [echo]: echo };
}

const fixtureOf = (id: string): ProviderFixture =>
	(jest.requireActual(`../trunk/fixtures/${id}/fixture`) as { fixture: ProviderFixture }).fixture;

/** What a trunk answers that repeats something, by what it is about. */
const ANSWERS: Array<[string, number, (echo: string, fixture: ProviderFixture) => unknown]> = [
	['a refusal with an echo in its message', 400, (echo) => ({ message: `Bad header ${echo}` })],
	['an error with an echo in a list', 500, (echo) => ({ errors: [{ detail: `You sent: ${echo}` }] })],
	[
		'success with echoes for everything',
		200,
		(echo) => ({ call_uuid: echo, sid: echo, callId: echo, call_id: echo, status: echo, message: echo }),
	],
	[
		'a placed call with echoes',
		201,
		(echo, { placeAnswer }) => ({
			...(placeAnswer as object),
			...(echoing({ status: 1 }, echo) as object),
			note: echo,
		}),
	],
	['a call with echoes', 200, (echo, { getAnswer }) => echoing(getAnswer?.body, echo)],
	[
		'lists with echoes',
		200,
		(echo, { getAnswer }) => {
			const row = {
				...(echoing(getAnswer?.body, echo) as object),
				number: '+12025550143',
				phone_number: '+12025550143',
				friendly_name: echo,
				customer_reference: echo,
				id: echo,
			};
			return {
				data: [row],
				calls: [row],
				incoming_phone_numbers: [row],
				outgoing_caller_ids: [row],
				recordings: [{ sid: echo }],
				next_page_uri: null,
			};
		},
	],
];

describe.each(Object.keys(providers))('%s', (id) => {
	let trunk: FakeTrunk;
	let answer: { status: number; body: string };
	beforeAll(async () => {
		trunk = await startFakeTrunk((_request, response) =>
			response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
		);
	});
	afterAll(() => trunk.stop());

	describe.each(Object.entries(ENCODINGS))('repeated %s', (_encoding, encode) => {
		test.each(ANSWERS)('in %s', async (what, status, body) => {
			const { credential, canaries } = withCanaries(id, trunk.baseUrl);
			answer = { status, body: JSON.stringify(body(canaries.map(encode).join(' '), fixtureOf(id))) };
			const outputs: unknown[] = [];
			for (const [index, parameters] of OPERATIONS.entries()) {
				const logged: unknown[] = [];
				const run = {
					credential,
					credentialId: `${id} ${_encoding} ${what} ${index}`,
					items: [{}],
					parameters,
					logged,
				};
				const [items] = await new PlaceCall().execute.call(fakeContext({ ...run, continueOnFail: true }));
				const thrown = await new PlaceCall().execute
					.call(fakeContext({ ...run, credentialId: `${run.credentialId} again` }))
					.catch((error: unknown) => error);
				outputs.push(items, thrown, logged);
			}
			expect(trunk.requests.length).toBeGreaterThan(0);
			const whole = { depth: 20, maxStringLength: null, maxArrayLength: null, showHidden: true } as const;
			const seen = [...textsOf(outputs), JSON.stringify(outputs), inspect(outputs, whole)].join('\n').toLowerCase();
			const leaked = canaries.filter((text) =>
				[...Object.values(ENCODINGS)].some((spell) =>
					seen.includes(
						spell(text)
							.replace(/^Basic /, '')
							.toLowerCase(),
					),
				),
			);
			expect(leaked).toEqual([]);
		});
	});
});

test("the softphone link holds its own key and not the server's", async () => {
	const credential = {
		...credentialOf('intellicall', 'http://127.0.0.1:9'),
		softphoneKey: canary(1),
		accessToken: canary(2),
	};
	const parameters = { ...PARAMETERS, resource: 'softphoneLink', operation: 'get', seatId: 'agent.017' };
	const [[item]] = await new PlaceCall().execute.call(fakeContext({ credential, items: [{}], parameters }));
	const link = new URL(item.json.link as string);
	expect(Object.fromEntries(link.searchParams)).toEqual({
		crm_username: 'agent.017',
		api_key: canary(1),
		to_number: '+4930123456789',
		from_number: '+12025550143',
	});
	expect(link.href).not.toContain(encodeURIComponent(canary(2)));
});
