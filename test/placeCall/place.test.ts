import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { fakeContext, type FakeRun } from './fakeContext';

let simulator: Simulator;
let credentialId: string;
beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 1000 });
});
afterAll(async () => await simulator.stop());
beforeEach(() => {
	simulator.reset();
	// References and pace belong to a credential, so each test has its own.
	credentialId = randomUUID();
});

const credential = () => ({ provider: 'unlimCall', baseUrl: simulator.baseUrls.unlimCall, accessToken: DEFAULT_OPTIONS.accessToken, signingSecret: '', allowPrivateHost: true });
const parameters: IDataObject = { from: '+12025550143', to: '+4930123456789', seatId: 'seat_0481ab', contactId: 'contact-7', clientReference: 'contact-7-attempt-1' };

async function place(change: Partial<FakeRun> = {}) {
	const context = fakeContext({ credential: credential(), credentialId, items: [{}], parameters, ...change });
	const [items] = await new PlaceCall().execute.call(context);
	return items;
}

test('answers with the call UUID that the trunk gave', async () => {
	const [item] = await place();
	expect(item.json).toEqual({
		callUuid: simulator.calls[0].id,
		status: 'initiated',
		from: '+12025550143',
		to: '+4930123456789',
		clientReference: 'contact-7-attempt-1',
		contactId: 'contact-7',
		seatId: 'seat_0481ab',
		provider: 'unlimCall',
		placedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
	});
	expect(item.pairedItem).toEqual({ item: 0 });
});

test('a wrong token is one sentence that says what to do', async () => {
	const wrong = { ...credential(), accessToken: 'unl_live_wrong' };
	await expect(place({ credential: wrong })).rejects.toMatchObject({
		message: expect.stringContaining('The trunk refused the access token'),
		failure: { cause: 'credential-invalid' },
		context: { itemIndex: 0 },
	});
});

test('a trunk that is down is one sentence', async () => {
	const down = { ...credential(), baseUrl: 'http://127.0.0.1:9/api/v1' };
	await expect(place({ credential: down })).rejects.toMatchObject({ message: 'The trunk cannot be reached, so nothing was sent' });
});

test('a private host needs the switch', async () => {
	const closed = { ...credential(), allowPrivateHost: false };
	await expect(place({ credential: closed })).rejects.toMatchObject({ message: expect.stringContaining('Allow Private Host') });
	expect(simulator.calls).toHaveLength(0);
});

test('a number that is none is refused before anything is sent', async () => {
	await expect(place({ parameters: { ...parameters, to: 'reception' } })).rejects.toMatchObject({ message: expect.stringMatching(/^To: /) });
	expect(simulator.calls).toHaveLength(0);
});
