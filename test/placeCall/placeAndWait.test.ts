/** Place and Wait, and Lines, against the simulated trunk over real HTTP. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { setAgentState } from '../../nodes/domain/lines/agent';
import { scopeKey } from '../../nodes/domain/lines/record';
import { receive } from '../../nodes/domain/inbox/receive';
import { providers } from '../../nodes/domain/trunk';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { ownNamespace } from '../../nodes/n8n/triggerScope';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { credentialOf } from './fakeTrunk';
import { fakeContext, type FakeRun } from './fakeContext';
import { PARAMETERS, useTrunk } from './harness';

const trunk = useTrunk('unlimCall', { timeScale: 100 });

const OUTPUTS = ['Connected', 'Voicemail', 'No Answer', 'Busy', 'Other', 'Still in Progress'];

const contextOf = (parameters: IDataObject, change: Partial<FakeRun> = {}) =>
	fakeContext({
		credential: trunk.credential,
		credentialId: trunk.credentialId,
		items: [{}],
		parameters: { ...PARAMETERS, operation: 'placeAndWait', outputsBy: 'outcome', ...parameters },
		...change,
	});

const run = async (parameters: IDataObject, change: Partial<FakeRun> = {}): Promise<INodeExecutionData[][]> =>
	await new PlaceCall().execute.call(contextOf(parameters, change));

/** The items by the name of their output. */
const named = (outputs: INodeExecutionData[][]) =>
	Object.fromEntries(
		outputs.flatMap((items, at) =>
			items.length > 0 ? [[[...OUTPUTS, 'No Free Line'][at], items.map(({ json }) => json)]] : [],
		),
	);

/** The trigger's part: takes each event into the store. */
let inbox: Server;
let heldBack: Promise<void> | undefined;
beforeAll(async () => {
	inbox = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			await heldBack;
			const context = contextOf({});
			const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
			const read = providers.unlimCall.readEvent({ body, headers: request.headers, receivedAt: new Date() });
			if (read.kind === 'event')
				await receive(await openCallStore(context), read.event, {
					scope: { namespace: ownNamespace(context), workflowId: 'w', webhookId: 'h' },
					credentialId: trunk.credentialId,
					keepMs: 3_600_000,
					keepCallsMs: 3_600_000,
					onChange: 'ignore',
					secret: context.getInstanceId(),
				});
			response.end();
		});
	});
	await new Promise<void>((resolve) => inbox.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void inbox.close());
beforeEach(() => {
	heldBack = undefined;
	trunk.simulator.setWebhook(`http://127.0.0.1:${(inbox.address() as AddressInfo).port}/`);
});

describe('Place and Wait', () => {
	test.each([
		['+493023125011', 'Connected', { outcome: 'connected', durationSeconds: 75, hangupCauseCode: 16 }],
		['+493023125006', 'Voicemail', { outcome: 'voicemail', durationSeconds: 31 }],
		['+493023125002', 'No Answer', { outcome: 'noAnswer', durationSeconds: 0 }],
		['+493023125001', 'Busy', { outcome: 'busy', hangupCauseCode: 17 }],
		['+493023125005', 'Other', { outcome: 'invalidNumber' }],
		['+493023125010', 'Connected', { outcome: 'connected', durationSeconds: 64 }],
	])('returns the call to %s by the output %s, by its event alone', async (to, output, call) => {
		const items = named(await run({ to, waiting: { askSeconds: 0, waitSeconds: 30 } }));
		expect(items).toEqual({
			[output]: [expect.objectContaining({ ...call, to, event: 'completed', contactId: 'contact-7' })],
		});
	});

	test('without any event asks the trunk', async () => {
		trunk.simulator.setWebhook(undefined);
		const items = named(await run({ to: '+493023125001', waiting: { askSeconds: 0.1, waitSeconds: 30 } }));
		expect(items.Busy).toMatchObject([{ outcome: 'busy', event: 'completed' }]);
	});

	test('finds an end that was told before the wait, and after a retry dials nobody again', async () => {
		const flow = {};
		const waiting = { askSeconds: 0, waitSeconds: 30 };
		const parameters = { to: '+493023125001', clientReference: '', waiting };
		const first = named(await run(parameters, { flow }));
		const again = named(await run(parameters, { flow, executionId: 'execution-2' }));
		expect(again.Busy).toEqual([{ ...first.Busy[0], dedupe: 'alreadyDialed' }]);
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('gives a call that outlasts the wait as still in progress', async () => {
		const items = named(await run({ to: '+493023125012', waiting: { askSeconds: 0, waitSeconds: 1 } }));
		expect(items['Still in Progress']).toMatchObject([{ outcome: 'inProgress', to: '+493023125012' }]);
	});

	test('waits for items side by side, and keeps their order', async () => {
		const items = Array.from({ length: 12 }, () => ({}));
		const parameters = (item: number): IDataObject => ({
			...PARAMETERS,
			operation: 'placeAndWait',
			to: `+4930231250${item % 2 ? '01' : '02'}`,
			clientReference: `contact-${item}`,
			waiting: { askSeconds: 0, waitSeconds: 30, callsAtOnce: 12 },
		});
		const [all] = await new PlaceCall().execute.call(contextOf({}, { items, parameters }));
		expect(all.map(({ json }) => json.outcome)).toEqual(items.map((_, item) => (item % 2 ? 'busy' : 'noAnswer')));
		expect(all.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	test('hangs up when the execution is stopped, where it is asked to', async () => {
		const stopped = new AbortController();
		const waiting = { askSeconds: 0, hangUpWhenStopped: true };
		const waited = run({ to: '+493023125012', waiting }, { cancelSignal: stopped.signal });
		for (; trunk.simulator.calls[0]?.answeredAt === undefined; await new Promise((resolve) => setTimeout(resolve, 10)));
		stopped.abort();
		await expect(waited).rejects.toThrow('The execution was stopped');
		for (; trunk.simulator.calls[0].endedAt === undefined; await new Promise((resolve) => setTimeout(resolve, 10)));
	});
});

describe('Limit Live Calls', () => {
	const limited = (to: string, lines: IDataObject, more: IDataObject = {}): IDataObject => ({
		operation: 'place',
		to,
		limitLines: true,
		lines,
		clientReference: `to ${to} ${Math.random()}`,
		...more,
	});

	test('sends an item without a free line to its own output, undialed, and dials it when the call has ended', async () => {
		const waiting = limited('+493023125001', { liveCalls: 1 });
		await run(limited('+493023125012', { liveCalls: 1 }));
		const [placed, none] = await run(waiting);
		expect(placed).toEqual([]);
		expect(none).toMatchObject([{ json: { callUuid: null, status: 'noFreeLine', liveCalls: 1 } }]);
		expect(trunk.simulator.calls).toHaveLength(1);

		await run({ resource: 'call', operation: 'hangUp', callUuid: trunk.simulator.calls[0].id });
		let tries = 0;
		for (; (await run(waiting))[0].length === 0; tries += 1) expect(tries).toBeLessThan(500);
		expect(trunk.simulator.calls).toHaveLength(2);
	});

	test('frees the line of a call that the trunk refused', async () => {
		const wrong = { credential: { ...trunk.credential, accessToken: 'wrong' } };
		await expect(run(limited('+493023125012', { liveCalls: 1 }), wrong)).rejects.toThrow();
		const [placed] = await run(limited('+493023125012', { liveCalls: 1 }));
		expect(placed).toHaveLength(1);
	});

	test('calls no agent who is paused', async () => {
		const context = contextOf({});
		const account = { namespace: ownNamespace(context), credentialId: trunk.credentialId, secret: 'instance-1' };
		await setAgentState(await openCallStore(context), scopeKey(account, 'seat', 'seat_0481ab'), 'paused');
		const [placed, none] = await run(limited('+493023125001', { oneCallPerSeat: true }));
		expect(placed).toEqual([]);
		expect(none).toMatchObject([{ json: { status: 'noFreeLine', agentState: 'paused' } }]);
	});

	test('is refused where a lost line could never be freed', async () => {
		const credential: ICredentialDataDecryptedObject = {
			...credentialOf('custom', 'http://127.0.0.1:9'),
			customGetRequest: '',
		};
		await expect(run(limited('+493023125001', { liveCalls: 1 }), { credential })).rejects.toThrow(
			/takes no time limit and cannot be asked/,
		);
	});
});
