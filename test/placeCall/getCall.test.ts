/** Who answers Get and Get Many, and with what. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { join } from '../../nodes/domain/inbox/join';
import { providers } from '../../nodes/domain/trunk';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { credentialIdOf, scopeOf } from '../../nodes/n8n/triggerScope';
import { until } from '../trunk/eventReceiver';
import { parentStatus, query } from '../trunk/fixtures/twilio/agentFirst';
import { fakeContext } from './fakeContext';
import { PARAMETERS, useTrunk, type Harness } from './harness';

const get = async (trunk: Harness, callUuid: unknown, change = {}) =>
	(await trunk.run({ parameters: { operation: 'get', callUuid: String(callUuid) }, ...change }))[0].json;
const ASKED = { contactId: 'contact-7', clientReference: 'contact-7-attempt-1', to: PARAMETERS.to };

describe('a trunk that tells how a call stands', () => {
	const trunk = useTrunk();

	test('answers itself, and what it lacks is known from Place Call', async () => {
		const [{ json }] = await trunk.place();
		expect(await get(trunk, json.callUuid)).toMatchObject({ ...ASKED, source: 'trunk', callUuid: json.callUuid });
	});

	test('that does not know the call any more: the register answers', async () => {
		const [{ json }] = await trunk.place();
		trunk.simulator.reset();
		expect(await get(trunk, json.callUuid)).toMatchObject({ ...ASKED, source: 'register', event: 'initiated' });
	});

	test('that refuses the credential fails, whatever is known', async () => {
		const [{ json }] = await trunk.place();
		const credential = { ...trunk.credential, accessToken: 'wrong' };
		await expect(get(trunk, json.callUuid, { credential })).rejects.toThrow('The trunk refused the access token');
	});

	test('a call that nobody knows is refused as before', async () => {
		await expect(get(trunk, 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2')).rejects.toThrow('The trunk knows no such call');
	});

	test('lists its calls with what is known of them', async () => {
		await trunk.place();
		await until(() => trunk.simulator.calls[0].state === 'completed');
		const items = await trunk.run({ parameters: { operation: 'getAll', returnAll: true } });
		expect(items).toMatchObject([{ json: { ...ASKED, source: 'trunk' } }]);
	});
});

describe('a trunk without a list of calls', () => {
	const trunk = useTrunk('telnyx');

	test('the register lists those of the time range, the newest first', async () => {
		const parameters = { seatId: '', eventUrl: 'https://n8n.example.com/webhook/call-events' };
		await trunk.place(parameters);
		const [{ json }] = await trunk.place({ ...parameters, clientReference: 'second', to: '+4930123456788' });
		const list = async (range: object) =>
			await trunk.run({ parameters: { operation: 'getAll', returnAll: true, ...range } });
		const [first, second] = await list({});
		expect(first.json).toMatchObject({ callUuid: json.callUuid, to: '+4930123456788', source: 'register' });
		expect(second.json).toMatchObject({ ...ASKED, source: 'register' });
		expect(await list({ startedBefore: '2020-01-01T00:00:00Z' })).toEqual([]);
	});
});

describe('an agent who was rung first', () => {
	const trunk = useTrunk('twilio');

	test('is not taken for the contact: the register answers for the contact’s leg', async () => {
		const parameters = { seatId: '+493098765432', eventUrl: 'https://n8n.example.com/webhook/call-events' };
		const [{ json }] = await trunk.place(parameters);
		const { credential, credentialId } = trunk;
		const context = fakeContext({ credential, credentialId, items: [{}], parameters: {} }) as IExecuteFunctions;
		const body = parentStatus('in-progress', String(json.callUuid));
		const reading = providers.twilio.readEvent({ body, headers: {}, query, receivedAt: new Date() }, credential);
		if (reading.kind !== 'callUpdate') throw new Error(reading.kind);
		await join(await openCallStore(context), reading.update, {
			scope: scopeOf(context),
			credentialId: credentialIdOf(context),
			keepMs: 1e8,
			keepCallsMs: 1e9,
			onChange: 'ignore',
			secret: context.getInstanceId(),
		});
		expect(await get(trunk, json.callUuid)).toMatchObject({
			...ASKED,
			source: 'register',
			legs: [{ party: 'agent', to: '+493098765432', status: 'in-progress' }],
		});
	});
});
