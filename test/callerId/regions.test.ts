import { mainCountry, callingCodeOf } from '../../nodes/domain/phone';
import { selectCallerId } from '../../nodes/domain/callerId';
import { googleExamples, nonGeographicExamples, regions, type Example } from '../phone/googleExamples';
import { call, poolOf } from './ask';

/** One DID per region: the first of Google's examples that no other region has. */
const taken = new Set<string>();
const dids = regions.map((country) => {
	const example = googleExamples.find(({ region, e164 }) => region === country && !taken.has(e164)) as Example;
	taken.add(example.e164);
	return { number: example.e164, country };
});

const choose = (pool: ReturnType<typeof poolOf>, { e164 }: Example) => {
	const result = selectCallerId(pool, call(e164));
	return result.kind === 'choice'
		? { country: result.entry.country, matchedBy: result.matchedBy }
		: { matchedBy: result.code };
};

describe("every region and number type of Google's library", () => {
	const pool = poolOf(dids, false);

	it('has one DID in the pool', () => {
		expect(pool.problems).toEqual([]);
		expect(pool.entries).toHaveLength(245);
	});

	it("gets its country's DID", () => {
		const differing = googleExamples.filter((example) => {
			const { country, matchedBy } = choose(pool, example);
			return country !== example.country || matchedBy !== 'country';
		});
		expect(differing).toEqual([]);
	});

	it("gets its country's DID when +1 numbers serve their area codes too", () => {
		const local = poolOf(dids);
		expect(googleExamples.filter((example) => choose(local, example).country !== example.country)).toEqual([]);
	});

	it('gets no DID where the calling code has no country', () => {
		expect(nonGeographicExamples.map((example) => choose(pool, example))).toEqual(
			nonGeographicExamples.map(() => ({ matchedBy: 'notProvisioned' })),
		);
	});
});

describe('a region without a DID', () => {
	it.each(regions)('%s falls back as documented', (missing) => {
		const pool = poolOf(
			dids.filter(({ country }) => country !== missing),
			false,
		);
		const code = callingCodeOf(missing);
		const sharing = regions.filter((region) => region !== missing && callingCodeOf(region) === code);
		const main = mainCountry(code) as string;
		const allowed = sharing.includes(main) ? [main] : sharing;
		for (const example of googleExamples.filter(({ country }) => country === missing)) {
			const { country, matchedBy } = choose(pool, example);
			if (allowed.length === 0) expect(matchedBy).toBe('notProvisioned');
			else
				expect({ matchedBy, isAllowed: allowed.includes(country as string) }).toEqual({
					matchedBy: 'callingCode',
					isAllowed: true,
				});
		}
	});
});
