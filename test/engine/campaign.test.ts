import { startSimulator, DEFAULT_OPTIONS, type Simulator } from '../../simulator/startSimulator';
import { outputsOf, runWorkflow, type TestNode } from './support/runWorkflow';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 1000 });
});
afterAll(async () => await simulator.stop());
beforeEach(() => simulator.reset());

const credential = (changes = {}) => ({
	provider: 'unlimCall',
	baseUrl: simulator.baseUrls.unlimCall,
	accessToken: DEFAULT_OPTIONS.accessToken,
	allowPrivateHost: true,
	...changes,
});

const POOL = { rows: [{ number: '+493023125001' }, { number: '+442079460958' }] };
const CAMPAIGN: Record<string, TestNode> = {
	Contacts: { type: 'passOn', to: [['Select Caller ID']] },
	'Select Caller ID': { type: 'selectCallerId', parameters: { pool: POOL }, to: [['Place Call'], ['No Number']] },
	'Place Call': { type: 'placeCall', onError: 'continueErrorOutput', to: [['Placed'], ['Refused']] },
	Placed: { type: 'passOn' },
	Refused: { type: 'passOn' },
	'No Number': { type: 'passOn' },
};

it("places each call with the number of its destination's country", async () => {
	const run = await runWorkflow({
		nodes: CAMPAIGN,
		items: [{ to: '+493023125031' }, { to: '+442079460130' }],
		credential: credential(),
	});
	expect(run.status).toBe('success');
	expect(simulator.calls.map(({ from, to }) => ({ from, to }))).toEqual([
		{ from: '+493023125001', to: '+493023125031' },
		{ from: '+442079460958', to: '+442079460130' },
	]);
	expect(outputsOf(run, 'Placed')[0].map(({ callUuid }) => callUuid)).toEqual(simulator.calls.map(({ id }) => id));
});

it('sends a destination that no number serves out by No Match, and places the others', async () => {
	const run = await runWorkflow({
		nodes: CAMPAIGN,
		items: [{ to: '+819012345678' }, { to: '+493023125031' }],
		credential: credential(),
	});
	expect(outputsOf(run, 'No Number')[0]).toEqual([expect.objectContaining({ to: '+819012345678' })]);
	expect(simulator.calls.map(({ to }) => to)).toEqual(['+493023125031']);
});

it('sends a call that the trunk refuses out by the error output, with what to do', async () => {
	const run = await runWorkflow({
		nodes: CAMPAIGN,
		items: [{ to: '+493023125031' }],
		credential: credential({ accessToken: 'wrong' }),
	});
	expect(outputsOf(run, 'Placed')).toEqual([]);
	expect(outputsOf(run, 'Refused')[0][0].error).toMatch(/access token/);
	expect(simulator.calls).toHaveLength(0);
});

it('stops the workflow at a refused call unless told to go on, in one sentence', async () => {
	const nodes = { ...CAMPAIGN, 'Place Call': { ...CAMPAIGN['Place Call'], onError: undefined } };
	const { status, data } = await runWorkflow({
		nodes,
		items: [{ to: '+493023125031' }],
		credential: credential({ accessToken: 'wrong' }),
	});
	expect(status).toBe('error');
	expect(data.resultData.error?.message).toMatch(/^The trunk refused the access token/);
});
