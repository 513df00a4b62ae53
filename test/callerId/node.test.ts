import type { IDataObject } from 'n8n-workflow';
import { berlin } from './ask';
import { choiceOf, runNode, table } from './runNode';

const BERLIN = '+4930123456';
const LONDON = '+442079460958';
const MUNICH = '+49 89 123456';

describe('an item', () => {
	it("gets the number of its destination's country, and why", async () => {
		const run = await runNode(table(BERLIN, { number: LONDON, didId: 'did_7' }), [
			{ to: '+44 161 496 0000 ext. 7', name: 'Ann' },
		]);
		expect(run.unmatched).toEqual([]);
		expect(run.matched).toEqual([
			{
				json: {
					to: '+44 161 496 0000 ext. 7',
					name: 'Ann',
					callerId: {
						number: LONDON,
						didId: 'did_7',
						country: 'GB',
						matchedBy: 'country',
						candidates: 1,
						reason: "The number belongs to the destination's country, GB (+44).",
						strategy: 'stable',
						attempt: 1,
						destination: '+441614960000',
						destinationCountry: 'GB',
						destinationExtension: '7',
						validity: 'valid',
						type: 'FIXED_LINE',
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('goes to No Match with the country that has no number', async () => {
		const run = await runNode(table(BERLIN), [{ to: MUNICH }, { to: '+33 1 42 68 53 00', name: 'Ann' }]);
		expect(run.matched).toHaveLength(1);
		expect(run.unmatched).toMatchObject([{ json: { name: 'Ann' }, pairedItem: { item: 1 } }]);
		expect(choiceOf(run.unmatched[0])).toEqual({
			number: null,
			matchedBy: 'none',
			noMatch: 'notProvisioned',
			reason: 'No number is provisioned for FR (+33). Add one to the pool, map the country, or set a default number.',
			candidates: 0,
			strategy: 'stable',
			attempt: 1,
			destination: '+33142685300',
			destinationCountry: 'FR',
			validity: 'valid',
			type: 'FIXED_LINE',
		});
	});

	it.each([
		['112', 'shortCode', /^Emergency numbers/],
		['soon', 'invalidDestination', /^"soon" is not a phone number/],
		[undefined, 'invalidDestination', /^The phone number is empty/],
	])('that cannot be dialed (%p) goes to No Match, default or not', async (to, noMatch, reason) => {
		const run = await runNode({ ...table(BERLIN), onNoMatch: 'default', defaultNumber: BERLIN }, [{ to }]);
		expect(run.matched).toEqual([]);
		expect(choiceOf(run.unmatched[0])).toMatchObject({
			number: null,
			matchedBy: 'none',
			noMatch,
			reason: expect.stringMatching(reason),
		});
	});

	it('is read as the number that an old one has become', async () => {
		const run = await runNode(table('+2290197123456'), [{ to: '+229 97 12 34 57' }]);
		expect(choiceOf(run.matched[0])).toMatchObject({ matchedBy: 'country', destination: '+2290197123457' });
	});
});

describe('when no number matches', () => {
	const parameters = { ...table(BERLIN), onNoMatch: 'default', defaultNumber: '+1 202 555 0123' };
	const items = [{ to: '+33 1 42 68 53 00' }];

	it('the default number stands in', async () => {
		const run = await runNode(parameters, items);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: '+12025550123', matchedBy: 'default' });
	});

	it('an excluded default does not', async () => {
		const run = await runNode({ ...parameters, options: { exclude: '+12025550123' } }, items);
		expect(choiceOf(run.unmatched[0])).toMatchObject({ noMatch: 'exhausted' });
	});

	it('a default that is no number is said to be none', async () => {
		await expect(runNode({ ...parameters, defaultNumber: 'reception' }, items)).rejects.toThrow(
			/^Default Number: "reception" is not a phone number/,
		);
	});

	it('the node stops, with the reason and the item', async () => {
		const stopping = runNode({ ...table(BERLIN), onNoMatch: 'error' }, [{ to: MUNICH }, ...items]);
		await expect(stopping).rejects.toMatchObject({
			message: expect.stringContaining('FR (+33)'),
			context: { itemIndex: 1 },
		});
	});

	it('and the other items go on when the node is set to continue', async () => {
		const run = await runNode({ ...table(BERLIN), onNoMatch: 'error' }, [...items, { to: MUNICH }], {
			onError: 'continueRegularOutput',
		});
		expect(run.matched).toMatchObject([{ pairedItem: { item: 1 } }]);
		expect(run.unmatched).toMatchObject([
			{ json: { error: expect.stringContaining('FR (+33)') }, pairedItem: { item: 0 } },
		]);
	});
});

describe('the pool', () => {
	it('is a table with details', async () => {
		const rows = [
			{ number: '030 123456', country: 'DE', more: { prefixes: '30' } },
			{ number: '089 1234567', country: 'DE', more: { prefixes: '89', label: 'Munich' } },
		];
		const run = await runNode(table(...rows), [{ to: MUNICH }]);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: '+49891234567', label: 'Munich', matchedBy: 'prefix' });
	});

	it.each([
		['JSON text', '[{"number": "+4930123456"}]'],
		["another node's items", '={{ [{ json: { "Phone Number": "+4930123456" } }] }}'],
		['rows of an expression', '={{ $json.pool }}'],
	])('is %s', async (_source, poolJson) => {
		const run = await runNode({ poolSource: 'json', poolJson }, [{ to: MUNICH, pool: [{ did: BERLIN }] }]);
		expect(choiceOf(run.matched[0]).number).toBe(BERLIN);
	});

	it.each([
		['[{]', 'Number Pool (JSON) is not valid JSON'],
		['{"number": "+4930123456"}', 'Number Pool (JSON) must be an array of rows.'],
		['={{ null }}', 'Number Pool (JSON) must be an array of rows.'],
	])('is refused in words: %s', async (poolJson, message) => {
		await expect(runNode({ poolSource: 'json', poolJson }, [{ to: MUNICH }])).rejects.toThrow(message);
	});

	it('tells once which rows are not used', async () => {
		const rows = [BERLIN, 'soon', '+49 30 123456', ...Array.from({ length: 20 }, () => '')];
		const run = await runNode(table(...rows), [{ to: MUNICH }, { to: MUNICH }]);
		expect(run.hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/^22 numbers are skipped: row 2: .* Row 3: The number \+4930123456 is already in row 1\. .* Row 11: Number is empty\. And 12 more\.$/,
			),
		]);
	});

	it('may be empty', async () => {
		const run = await runNode({}, [{ to: MUNICH }]);
		expect(choiceOf(run.unmatched[0])).toMatchObject({ noMatch: 'notProvisioned' });
	});
});

describe('the default country', () => {
	const perItem = { defaultCountry: '={{ $json.country }}' };

	it('is read for each item', async () => {
		const run = await runNode({ ...table(BERLIN, LONDON), options: perItem }, [
			{ to: '030 654321', country: 'DE' },
			{ to: '020 7946 0999', country: 'GB' },
		]);
		expect(run.matched.map((item) => choiceOf(item).destination)).toEqual(['+4930654321', '+442079460999']);
	});

	it('that does not exist is the error of its item only', async () => {
		const items = [
			{ to: '030 654321', country: 'DE' },
			{ to: '020 7946 0999', country: 'England' },
		];
		const run = await runNode({ ...table(BERLIN), options: perItem }, items, { onError: 'continueRegularOutput' });
		expect(run.matched).toHaveLength(1);
		expect(run.unmatched).toMatchObject([
			{ json: { error: 'Default Country: England is not an ISO 3166-1 alpha-2 code such as DE.' } },
		]);
	});

	it('that differs from item to item does not decide what a number of the pool is', async () => {
		const run = await runNode({ ...table('030 123456', LONDON), options: perItem }, [
			{ to: '030 654321', country: 'DE' },
			{ to: '020 7946 0999', country: 'GB' },
		]);
		expect(run.hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^1 number is skipped: row 1: Number: "030 123456" has no calling code/),
		]);
	});
});

describe('a destination', () => {
	const chosen = async (to: unknown, options: IDataObject = {}) => {
		const run = await runNode({ ...table(BERLIN, LONDON, '+12125550100'), options }, [{ to } as IDataObject]);
		return choiceOf([...run.matched, ...run.unmatched][0]);
	};

	it('says what was put right, its type and whether it is valid', async () => {
		expect(await chosen('491713920000', { defaultCountry: 'DE' })).toMatchObject({
			destination: '+491713920000',
			validity: 'valid',
			type: 'MOBILE',
			repaired: 'lostPlus',
		});
		expect(await chosen('+44 7700 900123')).toMatchObject({ validity: 'possible' });
	});

	it('that a spreadsheet damaged is no short code', async () => {
		expect(await chosen('4.479E+11', { defaultCountry: 'GB' })).toMatchObject({
			noMatch: 'invalidDestination',
			reason:
				'The spreadsheet shortened or damaged this number ("4.479E+11"): format the column as text and enter the number again.',
		});
	});

	it('that may be two numbers is refused, or read as the option says', async () => {
		expect(await chosen('6465550123', { defaultCountry: 'US' })).toMatchObject({ noMatch: 'invalidDestination' });
		const options = { defaultCountry: 'US', numbersWithoutPlus: 'national' };
		expect(await chosen('6465550123', options)).toMatchObject({ destination: '+16465550123' });
	});

	it('must be valid, where only valid numbers are wanted', async () => {
		expect(await chosen('+44 7700 900123', { onlyValidNumbers: true })).toMatchObject({
			noMatch: 'invalidDestination',
			reason: expect.stringContaining('is not in the numbering plan of +44'),
		});
	});
});

describe('exclusions and sticky numbers that cannot be read', () => {
	const unclear = '0301 23456 7 (old)';
	it('exclude what ends in their digits, and say so', async () => {
		const run = await runNode({ ...table('+49301234567', '+4989123456'), options: { exclude: unclear } }, [
			{ to: '+49 221 654321' },
			{ to: '+49 221 654322' },
		]);
		const warning = expect.stringMatching(
			/^Exclude Numbers: "0301 23456 7 \(old\)" .* It is taken for \+49301234567\.$/,
		);
		expect(run.matched.map((item) => choiceOf(item))).toMatchObject([
			{ number: '+4989123456', warnings: [warning] },
			{ number: '+4989123456', warnings: [warning] },
		]);
		expect(run.hints.map(({ message }) => message)).toEqual([warning]);
	});

	it('keep a sticky number by its digits, and say when there is none like it', async () => {
		const run = await runNode(
			{ ...table(BERLIN, '+49301234567'), strategy: 'first', options: { stickyNumber: '={{ $json.last }}' } },
			[unclear, 'unknown'].map((last) => ({ to: '+49 221 654321', last })),
		);
		expect(run.matched.map((item) => choiceOf(item))).toMatchObject([
			{ number: '+49301234567', matchedBy: 'sticky' },
			{ number: BERLIN, warnings: [expect.stringMatching(/It is like no number of the pool\.$/)] },
		]);
	});
});

describe('options', () => {
	const two = table('+12125550100', '+14155550100');

	it('read seat, campaign and sticky number of each item', async () => {
		const rows = [
			{ number: BERLIN, more: { seatId: 's1' } },
			{ number: '+4989123456', more: { campaign: 'c1' } },
			'+4940123456',
		];
		const options = {
			seatId: '={{ $json.seat }}',
			campaign: '={{ $json.campaign }}',
			stickyNumber: '={{ $json.last }}',
		};
		const items = [{ seat: 's1' }, { campaign: 'c1' }, { last: '+49 40 123456' }, {}].map((item) => ({
			to: '+49 221 123456',
			...item,
		}));
		const run = await runNode({ ...table(...rows), strategy: 'first', options }, items);
		expect(run.matched.map((item) => choiceOf(item).matchedBy)).toEqual(['seat', 'campaign', 'sticky', 'country']);
	});

	it('map countries', async () => {
		const options = { countryMap: { countries: [{ destination: 'at', use: 'DE' }] } };
		const run = await runNode({ ...table(BERLIN), options }, [{ to: '+43 1 234567' }]);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: BERLIN, matchedBy: 'mappedCountry' });
	});

	it('read national numbers under the default country', async () => {
		const run = await runNode({ ...table('030 123456'), options: { defaultCountry: 'de', exclude: '089 1' } }, [
			{ to: '089 123456' },
		]);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: BERLIN, destination: '+4989123456' });
	});

	it('list the candidates', async () => {
		const run = await runNode({ ...two, options: { includeCandidates: true } }, [{ to: '+1 310 555 0199' }]);
		expect(choiceOf(run.matched[0])).toMatchObject({
			candidates: 2,
			candidateNumbers: ['+12125550100', '+14155550100'],
		});
	});

	it('switch area codes off', async () => {
		const run = await runNode({ ...two, strategy: 'first', options: { matchAreaCodes: false } }, [
			{ to: '+1 415 555 0199' },
		]);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: '+12125550100', matchedBy: 'country' });
	});

	it('lend the numbers of seats', async () => {
		const run = await runNode(
			{ ...table({ number: BERLIN, more: { seatId: 's1' } }), options: { lendSeatNumbers: true } },
			[{ to: MUNICH }],
		);
		expect(choiceOf(run.matched[0])).toMatchObject({ number: BERLIN, seatId: 's1' });
	});

	it('name the output field', async () => {
		const run = await runNode({ ...table(BERLIN), options: { outputField: 'from' } }, [
			{ to: MUNICH, callerId: 'kept' },
		]);
		expect(run.matched[0].json).toMatchObject({ callerId: 'kept', from: { number: BERLIN } });
	});

	it.each([
		[{ defaultCountry: 'Germany' }, 'Default Country: Germany is not an ISO 3166-1 alpha-2 code such as DE.'],
		[{ attempt: 0 }, 'Attempt must be a whole number from 1.'],
		[{ attempt: '={{ "second" }}' }, 'Attempt must be a whole number from 1.'],
		[{ dailyCap: 0 }, 'Daily Cap must be a whole number from 1.'],
		[{ dailyCap: 1.5 }, 'Daily Cap must be a whole number from 1.'],
		[{ seatId: '={{ { id: 1 } }}' }, 'Seat ID must be text, not an object: choose one of its fields.'],
		[{ campaign: '={{ { id: 1 } }}' }, 'Campaign must be text, not an object: choose one of its fields.'],
		[
			{ countryMap: { countries: [{ destination: 'AT', use: '' }] } },
			'Country Map needs two ISO 3166-1 alpha-2 codes in each row, such as AT and DE.',
		],
	])('that break a rule stop the node: %j', async (options, message) => {
		await expect(runNode({ ...table(BERLIN), options: options as IDataObject }, [{ to: MUNICH }])).rejects.toThrow(
			message,
		);
	});
});

test('a contact that is an object stops the node, because all objects would be one contact', async () => {
	await expect(runNode({ ...table(BERLIN), contactId: '={{ { id: 1 } }}' }, [{ to: MUNICH }])).rejects.toThrow(
		'Contact ID must be text, not an object: choose one of its fields.',
	);
});

describe('a re-dial', () => {
	const parameters = {
		...table(...berlin(3)),
		options: { attempt: '={{ $json.attempt }}', exclude: '={{ $json.used }}' },
	};

	const item = { to: MUNICH, contactId: 'c1' };

	it.each([
		['the attempt', (attempt: number) => ({ attempt })],
		['the numbers used', (_attempt: number, used: string[]) => ({ used })],
		['both', (attempt: number, used: string[]) => ({ attempt, used: used.join(', ') })],
	])('takes another number on each attempt, told by %s', async (_by, next) => {
		const used: string[] = [];
		for (let attempt = 1; attempt <= 3; attempt++) {
			const run = await runNode(parameters, [{ ...item, ...next(attempt, used) }]);
			used.push(choiceOf(run.matched[0]).number as string);
		}
		expect([...used].sort()).toEqual(berlin(3));
	});

	it('says that no number is left when all are excluded', async () => {
		const run = await runNode(parameters, [{ ...item, used: berlin(3) }]);
		expect(choiceOf(run.unmatched[0])).toMatchObject({
			noMatch: 'exhausted',
			reason: expect.stringMatching(/^Every number for DE \(\+49\) is excluded/),
		});
	});

	it('says when the attempts start over', async () => {
		const run = await runNode(parameters, [{ ...item, attempt: 4 }]);
		expect(choiceOf(run.matched[0])).toMatchObject({
			attempt: 4,
			repeated: true,
			reason: expect.stringMatching(/starts over\.$/),
		});
	});
});

describe('many items', () => {
	const items = Array.from({ length: 3_000 }, (_, i) => ({ to: MUNICH, contactId: `c${i}` }));

	it('of many contacts share the numbers, each contact with its own', async () => {
		const chosen = async (): Promise<unknown[]> =>
			(await runNode(table(...berlin(5)), items)).matched.map((item) => choiceOf(item).number);
		const numbers = await chosen();
		expect(new Set(numbers).size).toBe(5);
		expect(await chosen()).toEqual(numbers);
	});

	it('are drawn anew by the random strategy', async () => {
		const run = await runNode(
			{ ...table(...berlin(5)), strategy: 'random' },
			items.map((item) => ({ ...item, contactId: 'c' })),
		);
		expect(new Set(run.matched.map((item) => choiceOf(item).number)).size).toBe(5);
	});
});

describe('numbers in turn, remembered in the call store', () => {
	it('go on with the next run', async () => {
		const parameters = { ...table('+493055501', '+493055502', '+493055503'), strategy: 'roundRobin' };
		const chosen = async (): Promise<unknown[]> =>
			(await runNode(parameters, [{ to: MUNICH }, { to: MUNICH }])).matched.map((item) => choiceOf(item).number);
		expect([...(await chosen()), ...(await chosen())]).toEqual([
			'+493055501',
			'+493055502',
			'+493055503',
			'+493055501',
		]);
	});

	it('stop at their daily cap', async () => {
		const run = await runNode({ ...table('+493055511'), options: { dailyCap: 2 } }, [
			{ to: MUNICH },
			{ to: MUNICH },
			{ to: MUNICH },
		]);
		expect(run.matched).toHaveLength(2);
		expect(choiceOf(run.unmatched[0])).toMatchObject({
			noMatch: 'dailyCap',
			reason: expect.stringMatching(/^Every number left for DE/),
		});
	});

	it('stay with a contact', async () => {
		const parameters = (...numbers: string[]) => ({
			...table(...numbers),
			strategy: 'first',
			options: { rememberNumber: true },
		});
		const [kept] = (await runNode(parameters('+493055521'), [{ to: MUNICH, contactId: 'loyal' }])).matched;
		const [again] = (await runNode(parameters('+493055522', '+493055521'), [{ to: MUNICH, contactId: 'loyal' }]))
			.matched;
		expect(choiceOf(again)).toMatchObject({ number: choiceOf(kept).number, matchedBy: 'sticky' });
	});

	it('need a credential that says where', async () => {
		const parameters = { ...table('+493055531'), strategy: 'roundRobin' };
		await expect(runNode(parameters, [{ to: MUNICH }], { credentials: undefined })).rejects.toThrow(
			'The use of the numbers is remembered in the call store of a SIP Trunk API credential: choose one in this node.',
		);
	});
});
