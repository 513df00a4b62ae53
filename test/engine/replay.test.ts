import { startSimulator, DEFAULT_OPTIONS, type Simulator } from '../../simulator/startSimulator';
import { outputsOf, runWorkflow } from './support/runWorkflow';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 1000 });
});
afterAll(async () => await simulator.stop());

const credential = () => ({
	provider: 'unlimCall',
	baseUrl: simulator.baseUrls.unlimCall,
	accessToken: DEFAULT_OPTIONS.accessToken,
	allowPrivateHost: true,
});

const REPLAY = { 'Call Pipeline': { type: 'callPipeline', parameters: { operation: 'replay', replay: 'call' } } };

async function placedCall(): Promise<string> {
	const nodes = { 'Place Call': { type: 'placeCall' } };
	const run = await runWorkflow({
		nodes,
		items: [{ to: '+493023125031', callerId: { number: '+493023125001' } }],
		credential: credential(),
	});
	return outputsOf(run, 'Place Call')[0][0].callUuid as string;
}

it('emits a call as the trunk knows it, as the trigger would', async () => {
	const callUuid = await placedCall();
	while (!simulator.calls[0].endedAt) await new Promise((resolve) => setTimeout(resolve, 5));
	const run = await runWorkflow({ nodes: REPLAY, items: [{ callUuid }], credential: credential() });
	expect(outputsOf(run, 'Call Pipeline')[0]).toEqual([
		expect.objectContaining({
			event: 'completed',
			callUuid,
			to: '+493023125031',
			hangupCauseCode: expect.any(Number),
			redelivered: true,
		}),
	]);
});

it('says in one sentence that the trunk knows no such call', async () => {
	const { status, data } = await runWorkflow({
		nodes: REPLAY,
		items: [{ callUuid: 'no-such-call' }],
		credential: credential(),
	});
	expect(status).toBe('error');
	expect(data.resultData.error?.message).toBe('The trunk knows no such call or address: There is no such call.');
});

it('asks for nothing without a call UUID', async () => {
	const { data } = await runWorkflow({ nodes: REPLAY, items: [{}], credential: credential() });
	expect(data.resultData.error?.message).toBe('Call UUID must be the UUID of a call at the trunk.');
});
