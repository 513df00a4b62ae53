/** Place Call against the simulator, over n8n's own HTTP helpers: what one side sends, the other has to understand. */
import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import { providers } from '../../nodes/domain/trunk';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { trunkDoubles } from '../../simulator/trunks';
import { fakeContext } from '../placeCall/fakeContext';
import { startEventReceiver, until, type EventReceiver } from './eventReceiver';

const FROM = '+12025550143';
/** Intellicall dials Indian numbers only. */
const PREFIX: Readonly<Record<string, string>> = { intellicall: '+9198765432' };
const SEAT: Readonly<Record<string, string>> = {
	unlimCall: 'seat_0481ab',
	intellicall: 'agent.017',
};
/** What the trunks report besides the end. */
const EVENTS: Readonly<Record<string, string[]>> = {
	unlimCall: ['initiated', 'answered', 'completed'],
	intellicall: ['completed'],
	camara: ['initiated', 'answered', 'completed'],
	custom: ['initiated', 'ringing', 'answered', 'completed'],
	telnyx: ['initiated', 'answered', 'completed'],
	twilio: ['initiated', 'ringing', 'answered', 'completed'],
};

describe.each(trunkDoubles.map(({ id }) => id))('%s', (id) => {
	let simulator: Simulator;
	let receiver: EventReceiver;
	let credential: ICredentialDataDecryptedObject;
	let credentialId: string;

	beforeAll(async () => {
		simulator = await startSimulator({ timeScale: 500 });
		credential = simulator.credentials[id] as ICredentialDataDecryptedObject;
		receiver = await startEventReceiver(credential);
		simulator.setWebhook(receiver.url);
	});
	afterAll(async () => {
		await simulator.stop();
		await receiver.stop();
	});
	beforeEach(() => {
		// Each test has an account of its own in the call store.
		credentialId = randomUUID();
		simulator.reset();
		receiver.received.length = 0;
	});

	const run = async (
		parameters: IDataObject,
		change: ICredentialDataDecryptedObject = {},
	): Promise<INodeExecutionData[]> => {
		const context = fakeContext({
			credential: { ...credential, ...change },
			credentialId,
			items: [{}],
			parameters,
			webhookUrl: receiver.url,
		});
		return (await new PlaceCall().execute.call(context))[0];
	};
	const place = async (lastDigits: string, rest: IDataObject = {}): Promise<string> => {
		const to = `${PREFIX[id] ?? '+49301234567'}${lastDigits}`;
		const [{ json }] = await run({
			from: FROM,
			to,
			seatId: SEAT[id] ?? '',
			contactId: 'contact-7',
			eventUrl: receiver.url,
			...rest,
		});
		return json.callUuid as string;
	};
	const events = (): CallEvent[] =>
		receiver.received.flatMap(({ reading }) => (reading.kind === 'event' ? [reading.event] : []));
	const completed = async (): Promise<CallEvent> => {
		await until(() => events().some(({ event }) => event === 'completed'));
		return events().find(({ event }) => event === 'completed') as CallEvent;
	};
	const legsUp = () => simulator.calls.flatMap(({ legs }) => legs).filter(({ state }) => state !== 'down');

	const probe = async (change: ICredentialDataDecryptedObject = {}): Promise<unknown> => {
		const context = fakeContext({ credential: { ...credential, ...change }, items: [], parameters: {} });
		return await context.helpers.httpRequestWithAuthentication.call(context, 'sipTrunkApi', { url: '/' });
	};

	test('accepts the credential it was given, and no other', async () => {
		await expect(probe()).resolves.toBeDefined();
		await expect(probe({ accessToken: 'wrong' })).rejects.toMatchObject({ httpCode: '401' });
	});

	test('dials with the caller ID that was asked for, and its events carry the call UUID and a valid signature', async () => {
		const callUuid = await place('89');
		const end = await completed();
		expect(simulator.calls).toMatchObject([{ id: callUuid, from: FROM, trunk: id }]);
		expect(receiver.received.map(({ forged }) => forged)).toEqual(receiver.received.map(() => undefined));
		// At this pace deliveries may overtake each other.
		expect(events().map(({ event }) => event)).toEqual(expect.arrayContaining(EVENTS[id]));
		expect(events()).toHaveLength(EVENTS[id].length);
		expect(new Set(events().map((event) => event.callUuid))).toEqual(new Set([callUuid]));
		expect(end.to).toBe(simulator.calls[0].to);
	});

	test('finds the contact again where the trunk lets it travel', async () => {
		await place('89', { clientReference: `reference-${id}` });
		const end = await completed();
		// UnlimCall's documented payload has no room for it; Intellicall and the custom trunk repeat the reference only.
		const travels: Readonly<Record<string, Partial<CallEvent>>> = {
			unlimCall: {},
			intellicall: { clientReference: 'reference-intellicall' },
			custom: { clientReference: 'reference-custom' },
		};
		expect(end).toMatchObject(travels[id] ?? { clientReference: `reference-${id}`, contactId: 'contact-7' });
	});

	test.each([
		['01', 'busy'],
		['02', 'no answer'],
		['04', 'unreachable'],
	])('ends %s (%s) without talk time', async (lastDigits) => {
		await place(lastDigits);
		const end = await completed();
		expect(end.durationSeconds ?? 0).toBe(0);
		expect(end.answeredAt).toBeUndefined();
		expect(end.hangupCause ?? end.hangupCauseCode ?? end.sipStatus ?? end.providerStatus).toBeDefined();
	});

	test('looks up a call under way', async () => {
		const callUuid = await place('12');
		await until(() => simulator.calls[0].state === 'answered');
		const [{ json }] = await run({ operation: 'get', callUuid });
		expect(json).toMatchObject({ callUuid, provider: id });
		expect(json.event).not.toBe('completed');
	});

	test("hangs up both sides, also after the agent's session was lost", async () => {
		const callUuid = await place('13');
		await until(() => simulator.calls[0].state === 'answered');
		await until(() => simulator.calls[0].legs.every(({ party, state }) => party === 'customer' || state === 'down'));
		expect(legsUp()).toMatchObject([{ party: 'customer' }]);
		await expect(run({ operation: 'hangUp', callUuid })).resolves.toMatchObject([{ json: { callUuid, hungUp: true } }]);
		expect(legsUp()).toEqual([]);
	});

	test('says in words what came of a hang-up of a call that is none', async () => {
		await expect(run({ operation: 'hangUp', callUuid: 'call_of_nobody' })).rejects.toMatchObject({
			httpCode: '404',
			message: expect.stringContaining('knows no such call'),
		});
	});

	test("refuses a caller ID that is not the trunk's own", async () => {
		await expect(place('89', { from: '+12025550100', options: { verifyCallerId: false } })).rejects.toMatchObject({
			name: 'NodeApiError',
			failure: expect.anything(),
		});
		expect(simulator.calls).toHaveLength(0);
	});

	test('downloads the recording', async () => {
		const callUuid = await place('06', { options: { record: true } });
		await completed();
		const [{ json, binary }] = await run({
			resource: 'recording',
			operation: 'get',
			callUuid,
			binaryPropertyName: 'audio',
		});
		expect(
			Buffer.from(binary?.audio.data as string, 'base64')
				.subarray(0, 4)
				.toString(),
		).toBe('RIFF');
		expect(json).toMatchObject({ callUuid, mimeType: 'audio/wav' });
	});

	test('lists the numbers that may stand in From, or says that it cannot', async () => {
		const listed = run({ resource: 'number', operation: 'getAll', returnAll: true });
		if (!providers[id].numbers) return await expect(listed).rejects.toThrow(/does not list the numbers/);
		expect((await listed).map(({ json }) => json.number)).toEqual(expect.arrayContaining([FROM, '+61255501234']));
	});

	test('connects a third party, or says that it cannot', async () => {
		const callUuid = await place('12');
		await until(() => simulator.calls[0].state === 'answered');
		const to = `${PREFIX[id] ?? '+49301234567'}88`;
		const connected = run({ operation: 'transfer', callUuid, to, from: '' });
		if (!providers[id].transfer) return await expect(connected).rejects.toThrow(/Transfer is not available/);
		await expect(connected).resolves.toMatchObject([{ json: { callUuid, transferredTo: to } }]);
	});

	test('lists the calls of a time range, from the call store where the trunk cannot', async () => {
		const callUuid = await place('01');
		await completed();
		const listed = run({
			operation: 'getAll',
			returnAll: true,
			startedAfter: new Date(Date.now() - 60_000).toISOString(),
		});
		expect((await listed).map(({ json }) => json.callUuid)).toEqual([callUuid]);
	});
});
