import { choiceOf, runNode } from './runNode';

const pool = (...rows: object[]) => ({ pool: { rows } }) as never;

describe('Select Caller ID', () => {
	it('takes the number of the destination\'s country', async () => {
		const run = await runNode(pool({ number: '+4930123456' }, { number: '+442079460958', didId: 'did_7' }), [{ to: '+44 161 496 0000' }]);
		expect(run.matched.map(choiceOf)).toEqual([
			{
				number: '+442079460958',
				didId: 'did_7',
				country: 'GB',
				candidates: 1,
				matchedBy: 'country',
				reason: "The number belongs to the destination's country, GB (+44).",
				strategy: 'stable',
				attempt: 1,
				destination: '+441614960000',
				destinationCountry: 'GB',
			},
		]);
	});

	it('sends an item without a number for its country to No Match, with the country named', async () => {
		const run = await runNode(pool({ number: '+4930123456' }), [{ to: '+33142685300', contact: 'c1' }]);
		expect(run.matched).toEqual([]);
		expect(run.unmatched[0].json.contact).toBe('c1');
		expect(choiceOf(run.unmatched[0])).toMatchObject({ number: null, matchedBy: 'none', noMatch: 'notProvisioned' });
		expect(choiceOf(run.unmatched[0]).reason).toContain('FR (+33)');
	});

	it('falls back to the default number', async () => {
		const parameters = { ...(pool({ number: '+4930123456' }) as object), onNoMatch: 'default', defaultNumber: '+12025550123' };
		const run = await runNode(parameters, [{ to: '+33142685300' }]);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: '+12025550123', matchedBy: 'default' });
	});

	it('reports rows that are not used once, by row', async () => {
		const run = await runNode(pool({ number: '+4930123456' }, { number: 'soon' }, { number: '+49 30 123456' }), [{ to: '+4989123456' }, { to: '+4989123457' }]);
		expect(run.hints).toHaveLength(1);
		expect(run.hints[0].message).toMatch(/not used: 2\. Row 2: .* Row 3: The number \+4930123456 is already in row 1\.$/);
	});
});
