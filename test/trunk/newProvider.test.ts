/** A new trunk is an adapter, a line of the registry, fixtures and a page: no other code may have to know it. */
import type { TrunkProvider } from '../../nodes/domain/trunk/provider';

const newTrunk: TrunkProvider = {
	id: 'newTrunk',
	displayName: 'New Trunk',
	seat: 'an extension',
	eventUrl: { without: 'portal' },
	baseUrl: {
		name: 'newTrunkBaseUrl',
		displayName: 'Base URL',
		default: 'https://new.example.com',
		description: 'Where it lives',
	},
	credentialFields: [
		{ name: 'newTrunkPin', displayName: 'PIN', default: '', secret: true, description: 'A second secret' },
	],
	signature: { scheme: 'standardWebhooks' },
	authorize: ({ newTrunkPin }) => ({ 'x-pin': String(newTrunkPin) }),
	probe: () => ({ method: 'GET', path: '/ping' }),
	placeCall: ({ from, to }) => ({ method: 'POST', path: '/dial', body: { from, to } }),
	readPlaced: (body) => ({ callUuid: (body as { id: string }).id, status: 'dialing' }),
	readEvent: () => ({ kind: 'ignored', reason: 'It sends none.' }),
};

// The registry's one line.
jest.mock('../../nodes/domain/trunk/index', () => {
	const { providers } = jest.requireActual<typeof import('../../nodes/domain/trunk')>('../../nodes/domain/trunk/index');
	return { providers: { ...providers, newTrunk } };
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
		name: 'New Trunk',
		value: 'newTrunk',
	});
	expect(properties.find(({ name }) => name === 'newTrunkBaseUrl')).toMatchObject({
		default: 'https://new.example.com',
		displayOptions: { show: { provider: ['newTrunk'] } },
	});
	expect(properties.find(({ name }) => name === 'newTrunkPin')).toMatchObject({ typeOptions: { password: true } });
});

test('a credential that was saved before it came keeps its meaning', () => {
	const { properties } = new SipTrunkApi();
	expect(properties.find(({ name }) => name === 'provider')?.default).toBe('');
	expect(properties.find(({ name }) => name === 'baseUrl')).toMatchObject({
		default: 'https://app.unlimcall.com/api/v1',
		displayOptions: { show: { provider: ['unlimCall'] } },
	});
});

test('Place Call names it where its fields differ by trunk', () => {
	const descriptionOf = (field: string) =>
		new PlaceCall().description.properties.find(({ name }) => name === field)?.description;
	expect(descriptionOf('seatId')).toContain('an extension (New Trunk)');
	expect(descriptionOf('eventUrl')).toContain('New Trunk');
});

test('Place Call dials through it', async () => {
	const seen: unknown[] = [];
	const server = createServer((request, response) => {
		seen.push([request.method, request.url, request.headers['x-pin']]);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "call-1"}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const credential = {
		provider: 'newTrunk',
		newTrunkBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		newTrunkPin: '1234',
		allowPrivateHost: true,
	};
	const [[item]] = await new PlaceCall().execute.call(
		fakeContext({ credential, credentialId: 'newTrunk', items: [{}], parameters: PARAMETERS }),
	);
	server.closeAllConnections();
	server.close();
	expect(seen).toEqual([['POST', '/dial', '1234']]);
	expect(item.json).toMatchObject({ callUuid: 'call-1', status: 'dialing', provider: 'newTrunk' });
});

test('an operation that it does not offer is one sentence', async () => {
	const credential = { provider: 'newTrunk', newTrunkBaseUrl: 'https://new.example.com' };
	const parameters = { operation: 'hangUp', callUuid: 'call-1' };
	await expect(new PlaceCall().execute.call(fakeContext({ credential, items: [{}], parameters }))).rejects.toThrow(
		'Hang Up is not available: New Trunk does not document it.',
	);
});
