import { parsePhoneNumberFromString, getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { compilePool, hashText, selectCallerId, type Pool, type Request } from '../nodes/domain/callerId';
import { parseNumber, type ParsedNumber } from '../nodes/domain/phone';
import { compare, finish } from './measure';

/**
 * Select Caller ID against the raw parse of libphonenumber-js, on the same numbers in the same run: what choosing
 * costs above reading the number, which nobody can avoid.
 */

/** 200 countries whose example numbers differ: territories of one numbering plan share theirs. */
const countries = getCountries()
	.filter((country, i, all) => {
		const example = examples[country];
		return example?.length > 6 && all.findIndex((other) => examples[other] === example) === i;
	})
	.slice(0, 200);

/** `count` different numbers of each country, made from its example by counting up the last digits. */
function numbersOf(country: (typeof countries)[number], count: number): string[] {
	const stem = `+${getCountryCallingCode(country)}${examples[country].slice(0, -4)}`;
	return Array.from({ length: count }, (_, i) => stem + String(i).padStart(4, '0'));
}

/** Few enough that a turn takes a millisecond: what disturbs the machine then disturbs few turns. */
const destinations = countries.flatMap((country) => numbersOf(country, 1));

function poolOf(size: number): Pool {
	const perCountry = Math.max(1, Math.ceil(size / countries.length));
	const rows = countries.flatMap((country) => numbersOf(country, perCountry).map((number) => ({ number, country })));
	const pool = compilePool(rows.slice(0, size), { now: new Date(0), areaCodes: true });
	if (pool.entries.length !== size) throw new Error(`The pool has ${pool.entries.length} numbers instead of ${size}.`);
	return pool;
}

const nobody: ReadonlySet<string> = new Set();
const noMap: ReadonlyMap<string, string> = new Map();

function select(pool: Pool, input: string): void {
	const destination = parseNumber(input, undefined) as ParsedNumber;
	const tie = hashText(input);
	const request: Request = {
		destination,
		exclude: nobody,
		lendSeatNumbers: false,
		countryMap: noMap,
		attempt: 1,
		strategy: 'stable',
		tie: { contact: tie, item: tie },
	};
	selectCallerId(pool, request);
}

const selecting = (name: string, pool: Pool) => ({
	name,
	per: destinations.length,
	run: () => destinations.forEach((number) => select(pool, number)),
});

const oneCountry = compilePool(
	Array.from({ length: 10_000 }, (_, i) => ({ number: `+49301${String(i).padStart(6, '0')}` })),
	{ now: new Date(0), areaCodes: true },
);

async function main(): Promise<void> {
	await compare(
		'Select Caller ID, pools over 200 countries',
		[
			{
				name: 'raw parse',
				per: destinations.length,
				run: () => destinations.forEach((number) => parsePhoneNumberFromString(number)),
			},
			...[10, 1_000, 10_000].map((size) => selecting(`pool of ${size.toLocaleString('en')}`, poolOf(size))),
		],
		{ rounds: 501 },
	);
	const german = Array.from({ length: 100 }, (_, i) => `+498912345${String(i).padStart(2, '0')}`);
	await compare('One country with 10,000 numbers', [
		{
			name: 'raw parse',
			per: german.length,
			run: () => german.forEach((number) => parsePhoneNumberFromString(number)),
		},
		{ name: 'pool of 10,000', per: german.length, run: () => german.forEach((number) => select(oneCountry, number)) },
	]);
	finish();
}

void main();
