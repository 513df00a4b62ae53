/** No part of a credential may come back in an item, an error or a log line, whatever the trunk answers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { providers } from '../../nodes/domain/trunk';
import { fakeContext } from './fakeContext';
import { PARAMETERS } from './harness';

/** Recognizable in every encoding that an echo could use. */
const canaryFor = (name: string): string => `canary+${name}/=&<>`;

const SECRETS = ['accessToken', 'signingSecret', 'previousSigningSecret', 'softphoneKey'];

const ANSWERS: Array<[string, number, (echo: string) => string]> = [
	['400 with an echo in its message', 400, (echo) => JSON.stringify({ message: `Bad header ${echo}` })],
	['401 with an echo in its error', 401, (echo) => JSON.stringify({ error: { message: echo } })],
	['403 with an echo in a list', 403, (echo) => JSON.stringify({ errors: [{ detail: `You sent: ${echo}` }] })],
	['429', 429, (echo) => JSON.stringify({ detail: echo })],
	['502 of a proxy', 502, (echo) => `<html><pre>${echo}</pre></html>`],
	['200 that is no success', 200, (echo) => JSON.stringify({ status: 'error', message: echo })],
	['302', 302, (echo) => echo],
];

const OPERATIONS = [
	{ ...PARAMETERS, options: { verifyCallerId: false } },
	{ operation: 'get', callUuid: 'a' },
	{ operation: 'getAll', returnAll: true },
	{ operation: 'hangUp', callUuid: 'a' },
	{ operation: 'transfer', callUuid: 'a', to: '+4930123456789', from: '' },
	{ resource: 'number', operation: 'getAll', returnAll: true },
	{ resource: 'recording', operation: 'get', callUuid: 'a', binaryPropertyName: 'data' },
];

function credentialOf(id: string, baseUrl: string): ICredentialDataDecryptedObject {
	const provider = providers[id];
	const fields = Object.fromEntries((provider.credentialFields ?? []).map((field) => [field.name, field.default]));
	const secrets = Object.fromEntries(SECRETS.map((name) => [name, canaryFor(name)]));
	return {
		...fields,
		hangUpRequest: 'DELETE /calls/{callUuid}',
		telnyxConnectionId: '1',
		twilioAccountSid: 'AC1',
		customGetRequest: 'GET /a',
		...secrets,
		provider: id,
		[provider.baseUrl.name]: baseUrl,
		allowPrivateHost: true,
	};
}

/** Every spelling in which a secret could leave. */
function spellings(secret: string): string[] {
	return [
		secret,
		encodeURIComponent(secret),
		Buffer.from(`AC1:${secret}`).toString('base64'),
		Buffer.from(secret).toString('base64'),
		JSON.stringify(secret).slice(1, -1),
	];
}

describe.each(Object.keys(providers))('%s', (id) => {
	test.each(ANSWERS)('%s', async (_what, status, body) => {
		const server = createServer((request, response) => {
			const { authorization, 'x-api-key': key } = request.headers;
			response.writeHead(status, {
				'content-type': status === 502 ? 'text/html' : 'application/json',
				location: `/${encodeURIComponent(String(authorization))}`,
			});
			response.end(
				body(`${String(authorization)} ${String(authorization ?? key).replace(/^Bearer /, '')} ${String(key)}`),
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const credential = credentialOf(id, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		const outputs: unknown[] = [];
		for (const parameters of OPERATIONS) {
			const logged: unknown[] = [];
			const run = { credential, credentialId: `${id}-${status}`, items: [{}], parameters, logged };
			const [items] = await new PlaceCall().execute.call(fakeContext({ ...run, continueOnFail: true }));
			const thrown = await new PlaceCall().execute.call(fakeContext(run)).catch((error: unknown) => error);
			outputs.push(items, thrown, logged);
		}
		server.closeAllConnections();
		server.close();
		const seen =
			inspect(outputs, { depth: 20, maxStringLength: null, maxArrayLength: null, showHidden: true }) +
			JSON.stringify(outputs);
		const leaked = SECRETS.flatMap((name) => spellings(canaryFor(name))).filter((spelling) => seen.includes(spelling));
		expect(leaked).toEqual([]);
		expect(seen).toContain('The trunk');
	});
});

test("the softphone link holds its own key and not the server's", async () => {
	const credential = credentialOf('intellicall', 'http://127.0.0.1:9');
	const parameters = { ...PARAMETERS, resource: 'softphoneLink', operation: 'get', seatId: 'agent.017' };
	const [[item]] = await new PlaceCall().execute.call(fakeContext({ credential, items: [{}], parameters }));
	const link = new URL(item.json.link as string);
	expect(Object.fromEntries(link.searchParams)).toEqual({
		crm_username: 'agent.017',
		api_key: canaryFor('softphoneKey'),
		to_number: '+4930123456789',
		from_number: '+12025550143',
	});
	expect(link.href).not.toContain(encodeURIComponent(canaryFor('accessToken')));
});
