/** An inbound call's event goes on in time, whatever the call store does. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { addLastCall } from '../../nodes/CallEventTrigger/execute/addLastCall';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { fakeContext } from '../placeCall/fakeContext';

const EVENT = { event: 'initiated', callUuid: 'in', direction: 'inbound', from: '+493012345671', fromValid: true };

const contextOf = (port: number) => {
	const store = { callStore: 'redis', storeHost: '127.0.0.1', storeRedisPort: port, storeKeyPrefix: 'test' };
	const credential = { provider: 'unlimCall', ...store };
	return fakeContext({ credential, credentialId: `at ${port}`, items: [], parameters: {} });
};

let server: Server;
const sockets: Socket[] = [];
beforeAll(async () => {
	server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(async () => {
	await (await openCallStore(contextOf((server.address() as AddressInfo).port))).close();
	for (const socket of sockets) socket.destroy();
	server.close();
});

test('goes on without it when the call store does not answer, within half a second', async () => {
	const items = [{ json: EVENT }, { json: { ...EVENT, callUuid: 'in-2' } }];
	const since = performance.now();
	expect(await addLastCall(contextOf((server.address() as AddressInfo).port), items)).toEqual(items);
	expect(performance.now() - since).toBeLessThan(500);
	expect(sockets).not.toEqual([]);
});

test('goes on without it when the call store cannot be opened', async () => {
	expect(await addLastCall(contextOf(0), [{ json: EVENT }])).toEqual([{ json: EVENT }]);
});
