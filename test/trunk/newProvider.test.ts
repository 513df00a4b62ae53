/** A new trunk is one file, one line of the registry and one fixtures folder: nothing else may have to know it. */
import type { TrunkProvider } from '../../nodes/domain/trunk/provider';

const seventh: TrunkProvider = {
	id: 'seventh',
	displayName: 'Seventh Trunk',
	baseUrl: {
		name: 'seventhBaseUrl',
		displayName: 'Base URL',
		default: 'https://seventh.example.com',
		description: 'Where it lives',
	},
	credentialFields: [
		{ name: 'seventhPin', displayName: 'PIN', default: '', secret: true, description: 'A second secret' },
	],
	signature: { scheme: 'standardWebhooks' },
	authorize: ({ seventhPin }) => ({ 'x-pin': String(seventhPin) }),
	probe: () => ({ method: 'GET', path: '/ping' }),
	placeCall: ({ from, to }) => ({ method: 'POST', path: '/dial', body: { from, to } }),
	readPlaced: (body) => ({ callUuid: (body as { id: string }).id, status: 'dialing' }),
	readEvent: () => ({ kind: 'ignored', reason: 'It sends none.' }),
};

// The registry's one line.
jest.mock('../../nodes/domain/trunk/index', () => {
	const { providers } = jest.requireActual<typeof import('../../nodes/domain/trunk')>('../../nodes/domain/trunk/index');
	return { providers: { ...providers, seventh } };
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SipTrunkApi } from '../../credentials/SipTrunkApi.credentials';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { fakeContext } from '../placeCall/fakeContext';
import { PARAMETERS } from '../placeCall/harness';

test('the credential offers it, with its fields and its secret as a password', () => {
	const { properties } = new SipTrunkApi();
	expect(properties.find(({ name }) => name === 'provider')?.options).toContainEqual({
		name: 'Seventh Trunk',
		value: 'seventh',
	});
	expect(properties.find(({ name }) => name === 'seventhBaseUrl')).toMatchObject({
		default: 'https://seventh.example.com',
		displayOptions: { show: { provider: ['seventh'] } },
	});
	expect(properties.find(({ name }) => name === 'seventhPin')).toMatchObject({ typeOptions: { password: true } });
});

test('a credential that was saved before it came keeps its meaning', () => {
	const { properties } = new SipTrunkApi();
	expect(properties.find(({ name }) => name === 'provider')?.default).toBe('unlimCall');
	expect(properties.find(({ name }) => name === 'baseUrl')).toMatchObject({
		default: 'https://app.unlimcall.com/api/v1',
		displayOptions: { show: { provider: ['unlimCall'] } },
	});
});

test('Place Call dials through it', async () => {
	const seen: unknown[] = [];
	const server = createServer((request, response) => {
		seen.push([request.method, request.url, request.headers['x-pin']]);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "call-1"}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const credential = {
		provider: 'seventh',
		seventhBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seventhPin: '1234',
		allowPrivateHost: true,
	};
	const [[item]] = await new PlaceCall().execute.call(
		fakeContext({ credential, credentialId: 'seventh', items: [{}], parameters: PARAMETERS }),
	);
	server.closeAllConnections();
	server.close();
	expect(seen).toEqual([['POST', '/dial', '1234']]);
	expect(item.json).toMatchObject({ callUuid: 'call-1', status: 'dialing', provider: 'seventh' });
});

test('an operation that it does not offer is one sentence', async () => {
	const credential = { provider: 'seventh', seventhBaseUrl: 'https://seventh.example.com' };
	const parameters = { operation: 'hangUp', callUuid: 'call-1' };
	await expect(new PlaceCall().execute.call(fakeContext({ credential, items: [{}], parameters }))).rejects.toThrow(
		'Seventh Trunk does not offer Hang Up, as far as its public documents say.',
	);
});
