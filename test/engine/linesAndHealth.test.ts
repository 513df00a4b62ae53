/** What Call Pipeline shows and sets of lines, agents and caller IDs, with what Place Call and the trigger make of them. */
import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { waitUntil } from '../../tooling/process/pause';
import { liveTrigger } from './support/liveTrigger';
import { outputsOf, runWorkflow, type TestNode } from './support/runWorkflow';

const SEATS = ['free-1', 'set-paused', 'set-onCall', 'set-wrappingUp'].map((id) => ({
	id,
	name: id,
	phone: '+12025550199',
}));

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 1000, signingSecret: 'signing secret', agents: SEATS });
});
afterAll(async () => await simulator.stop());

const credentialOf = () => ({ ...simulator.credentials.unlimCall }) as ICredentialDataDecryptedObject;

/** Only a hang-up ends its call. */
const LASTING = '+493023125012';

async function run(node: TestNode, item: IDataObject = {}): Promise<{ outputs: IDataObject[][]; error?: string }> {
	const ended = await runWorkflow({ nodes: { Node: node }, items: [item], credential: credentialOf() });
	return { outputs: outputsOf(ended, 'Node'), error: ended.data.resultData.error?.message };
}

const pipeline = async (parameters: IDataObject): Promise<IDataObject[]> =>
	(await run({ type: 'callPipeline', parameters })).outputs[0];
const refusal = async (parameters: IDataObject): Promise<string | undefined> =>
	(await run({ type: 'callPipeline', parameters })).error;

/** A seat gets a call. @returns whether it was placed, and the item */
async function place(seatId: string, lines: IDataObject): Promise<{ isPlaced: boolean; item: IDataObject }> {
	const parameters = { seatId, limitLines: true, lines, clientReference: randomUUID() };
	const item = { to: LASTING, callerId: { number: '+493023125001' } };
	const { outputs, error } = await run({ type: 'placeCall', parameters }, item);
	expect(error).toBeUndefined();
	const [placed = [], none = []] = outputs;
	return { isPlaced: placed.length === 1, item: { ...placed[0], ...none[0] } };
}

describe('Get Free Lines', () => {
	it('counts the calls of trunk, campaign and seats, and shows which seats are free', async () => {
		const lines = { liveCalls: 5, campaign: 'spring', campaignCalls: 5, oneCallPerSeat: true };
		expect(await place('free-1', lines)).toMatchObject({ isPlaced: true });
		const asked = { operation: 'getFreeLines', liveCalls: 5, seats: 'free-1, free-2, free-3' };
		expect(await pipeline({ ...asked, campaign: 'spring', campaignCalls: 2 })).toEqual([
			{
				freeLines: 1,
				liveCalls: 1,
				campaign: 'spring',
				campaignCalls: 1,
				freeSeats: ['free-2', 'free-3'],
				seats: [
					{ seatId: 'free-1', agentState: 'onCall' },
					{ seatId: 'free-2', agentState: 'available' },
					{ seatId: 'free-3', agentState: 'available' },
				],
			},
		]);
		expect(await pipeline(asked)).toMatchObject([{ freeLines: 2 }]);
		expect(await pipeline({ operation: 'getFreeLines', liveCalls: 5 })).toEqual([{ freeLines: 4, liveCalls: 1 }]);
		expect(await pipeline({ operation: 'getFreeLines', liveCalls: 0 })).toMatchObject([{ freeLines: 0 }]);
	});

	it('refuses a limit that is not a number, in one sentence', async () => {
		expect(await refusal({ operation: 'getFreeLines', liveCalls: 'many' })).toBe(
			'Live Calls at Most must be a whole number from 0, not many.',
		);
	});
});

describe('Set Agent State', () => {
	const set = async (seatId: string, agentState: string, forSeconds = 0) =>
		await pipeline({ operation: 'setAgentState', seatId, agentState, forSeconds });
	const stateOf = async (seatId: string) => {
		const [{ seats }] = await pipeline({ operation: 'getFreeLines', liveCalls: 5, seats: seatId });
		return (seats as IDataObject[])[0];
	};

	it.each(['paused', 'onCall', 'wrappingUp'])('keeps calls from an agent who is %s, until available', async (state) => {
		const [seat, lines] = [`set-${state}`, { oneCallPerSeat: true }];
		expect(await set(seat, state)).toEqual([{ seatId: seat, agentState: state }]);
		expect(await stateOf(seat)).toEqual({ seatId: seat, agentState: state });
		expect(await place(seat, lines)).toMatchObject({ isPlaced: false, item: { agentState: state } });
		await set(seat, 'available');
		expect(await place(seat, lines)).toMatchObject({ isPlaced: true });
	});

	it('says until when, and the agent is available then', async () => {
		const since = Date.now();
		await set('set-for', 'wrappingUp', 1);
		const { until } = await stateOf('set-for');
		expect(Date.parse(String(until)) - since).toBeGreaterThanOrEqual(1_000);
		await waitUntil('The end of the wrap-up', async () => {
			const { agentState } = await stateOf('set-for');
			return agentState === 'available' || undefined;
		});
		expect(Date.now() - since).toBeGreaterThanOrEqual(1_000);
	});

	it.each([
		[{ agentState: 'asleep' }, 'State must be one of available, onCall, paused, wrappingUp, not asleep.'],
		[{ forSeconds: -1 }, 'For (Seconds) must be a number from 0, not -1.'],
	])('refuses %j in one sentence', async (wrong, sentence) => {
		const right = { operation: 'setAgentState', seatId: 'set-wrong', agentState: 'paused' };
		expect(await refusal({ ...right, ...wrong })).toBe(sentence);
	});
});

describe('Get Number Health', () => {
	const health = async (numbers: string) => await pipeline({ operation: 'getNumberHealth', numbers });

	it('shows the answers, short calls and rejections of each number, as the trigger learns of them', async () => {
		const [busy, idle] = ['+12025550111', '+12025550112'];
		const { deliver, start, stop } = liveTrigger({ Trigger: { type: 'callEventTrigger' } }, credentialOf());
		await start();
		const today = new Date().toISOString();
		const end = { from: busy, ended_at: today, initiated_at: undefined };
		const calls = [{ duration_seconds: 60 }, { duration_seconds: 3 }, { duration_seconds: 0, hangup_cause_code: 21 }];
		for (const changes of calls) await deliver(randomUUID(), { changes: { ...end, ...changes } });
		await stop();
		const shown = await waitUntil('The count of the calls', async () => {
			const numbers = await health(`${busy}, ${idle}`);
			return (numbers[0].today as IDataObject).calls === 3 ? numbers : undefined;
		});
		expect(shown).toEqual([
			{
				number: busy,
				state: 'inUse',
				reason: 'Its answer rate is not significantly below its own and that of the other numbers.',
				today: {
					calls: 3,
					answered: 2,
					short: 1,
					rejected: 1,
					answerRate: 0.667,
					shortRate: 0.5,
					rejectionRate: 0.333,
				},
				lastTwoDays: expect.objectContaining({ calls: 0 }),
				before: expect.objectContaining({ calls: 0 }),
			},
			expect.objectContaining({ number: idle, today: expect.objectContaining({ calls: 0 }) }),
		]);
	});

	it("shows the trunk's own numbers when none are entered", async () => {
		const numbers = (await health('')).map(({ number }) => number);
		expect(numbers).toContain('+493023125001');
	});

	it('refuses what is not a number in one sentence', async () => {
		expect(await refusal({ operation: 'getNumberHealth', numbers: '+1202' })).toMatch(/^Numbers: .*\.$/);
	});
});
