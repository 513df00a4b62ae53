import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { outputsOf, runWorkflow } from '../engine/support/runWorkflow';

describe("the trunk's own numbers", () => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({ timeScale: 1000 });
	});
	afterAll(async () => await simulator.stop());

	const run = async (accessToken: string, to: string[], onError?: 'continueRegularOutput') => {
		const credential = {
			provider: 'unlimCall',
			baseUrl: simulator.baseUrls.unlimCall,
			accessToken,
			allowPrivateHost: true,
		};
		const nodes = { 'Select Caller ID': { type: 'selectCallerId', parameters: { poolSource: 'trunk' }, onError } };
		return await runWorkflow({ nodes, items: to.map((number) => ({ to: number })), credential });
	};

	it('are the pool, with their identifiers', async () => {
		const [matched, unmatched] = outputsOf(
			await run(DEFAULT_OPTIONS.accessToken, ['+1 415 555 0199', '+49 221 123456', '+43 1 234567']),
			'Select Caller ID',
		);
		expect(matched.map(({ callerId }) => callerId)).toMatchObject([
			{ number: '+14155550132', didId: 'did_us_1002', matchedBy: 'prefix' },
			{ number: '+493023125001', didId: 'did_de_1092', matchedBy: 'country' },
		]);
		expect(unmatched).toMatchObject([{ callerId: { noMatch: 'notProvisioned' } }]);
	});

	it("cannot be listed: the trunk's refusal is each item's", async () => {
		const [matched, unmatched] = outputsOf(
			await run('wrong', ['+1 415 555 0199', '+49 221 123456'], 'continueRegularOutput'),
			'Select Caller ID',
		);
		expect(matched).toEqual([]);
		expect(unmatched).toMatchObject([{ error: expect.any(String) }, { error: expect.any(String) }]);
	});
});
