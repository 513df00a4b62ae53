import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { useTrunk } from './harness';

const trunk = useTrunk();

test('answers with the call UUID that the trunk gave', async () => {
	const [item] = await trunk.place();
	expect(item).toEqual({
		json: {
			callUuid: trunk.simulator.calls[0].id,
			status: 'initiated',
			from: '+12025550143',
			to: '+4930123456789',
			clientReference: 'contact-7-attempt-1',
			contactId: 'contact-7',
			seatId: 'seat_0481ab',
			provider: 'unlimCall',
			validity: 'valid',
			type: 'FIXED_LINE',
			placedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		},
		pairedItem: { item: 0 },
	});
});

test('sends what the options ask for', async () => {
	await trunk.place({ options: { ringTimeout: 12, record: true, metadata: '{"attempt": 2}' } });
	expect(trunk.simulator.calls[0].sent).toMatchObject({
		ring_timeout_seconds: 12,
		record: true,
		metadata: { attempt: 2 },
	});
});

test('reads a national number with the default country', async () => {
	const [{ json }] = await trunk.place({ to: '030 123456789', options: { defaultCountry: 'DE' } });
	expect(json.to).toBe('+4930123456789');
});

test('takes From from a list as well as from an expression', async () => {
	const [{ json }] = await trunk.place({ from: { __rl: true, mode: 'list', value: '+442079460958' } });
	expect(json.from).toBe('+442079460958');
});

describe('refuses before anything is sent', () => {
	test.each([
		['a destination that is no number', { to: 'reception' }, /^To: "reception" is not a phone number/],
		['an emergency number', { to: '112', options: { defaultCountry: 'DE' } }, /^To: Emergency numbers and short codes/],
		['a short code', { to: '22456', options: { defaultCountry: 'US' } }, /^To: Emergency numbers and short codes/],
		['a premium-rate number', { to: '+499001123456' }, /^To: \+499001123456 is a premium-rate number/],
		['one with a digit too many', { to: '+4990012345678' }, /^To: \+4990012345678 is not a number of its country's/],
		[
			'a country that is not allowed',
			{ options: { allowedCountries: 'us, GB' } },
			/^To: \+4930123456789 belongs to DE/,
		],
		[
			'an allow-list that names no country',
			{ options: { allowedCountries: 'DE, Germany' } },
			/^Allowed Countries: Germany/,
		],
		[
			'a caller ID of somebody else',
			{ from: '+12025550100' },
			/^From: \+12025550100 is not a number of this trunk account/,
		],
		['a line break in the seat', { seatId: 'seat\r\nX-Injected: 1' }, /^Seat must have/],
		['a quote in the contact', { contactId: 'a"b' }, /^Contact ID must have/],
		['a NUL in the reference', { clientReference: 'a\0b' }, /^Client Reference must have/],
		['an endless reference', { clientReference: 'x'.repeat(257) }, /^Client Reference must have/],
		['a reference that is an object', { clientReference: { id: 1 } }, /^Client Reference must be text, not an object/],
		['a contact that is an object', { contactId: { id: 1 } }, /^Contact ID must be text, not an object/],
		['a line break in the metadata', { options: { metadata: { note: 'a\nb' } } }, /^Metadata must not/],
		['a line break deep in the metadata', { options: { metadata: { a: [{ b: 'x\r\ny' }] } } }, /^Metadata must not/],
		['a NUL in a name in the metadata', { options: { metadata: { a: { 'b\0': 1 } } } }, /^Metadata must not/],
		['a line separator in the metadata', { options: { metadata: { a: '\u2028' } } }, /^Metadata must not/],
		[
			'endless metadata',
			{ options: { metadata: JSON.parse('{"a":'.repeat(200) + '1' + '}'.repeat(200)) } },
			/^Metadata is nested too deeply/,
		],
		['metadata that is no object', { options: { metadata: '[1]' } }, /^Metadata must be a JSON object/],
		['metadata that is no JSON', { options: { metadata: '{' } }, /^Metadata must be a JSON object/],
		['an event URL that is none', { eventUrl: 'javascript:alert(1)' }, /^Event URL must be/],
		[
			'a line break in the extra fields',
			{ options: { extraFields: { 'x-header': 'a\r\nb' } } },
			/^Extra Fields must not/,
		],
		[
			"a line break deep in the extra fields, the shape of Telnyx's custom headers",
			{ options: { extraFields: { custom_headers: [{ name: 'X-A', value: 'a\r\nX-Injected: 1' }] } } },
			/^Extra Fields must not/,
		],
	])('%s', async (_what, parameters, message) => {
		await expect(trunk.place(parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message),
			context: { itemIndex: 0 },
			failure: { cause: 'configuration-invalid' },
		});
		await expect(trunk.place(parameters)).rejects.toBeInstanceOf(NodeOperationError);
		expect(trunk.simulator.calls).toHaveLength(0);
	});
});

test('lets the trunk judge From when that is wished', async () => {
	await expect(trunk.place({ from: '+12025550100', options: { verifyCallerId: false } })).rejects.toThrow(
		/must be a number that is provisioned/,
	);
});

describe('extra fields', () => {
	test('reach the trunk', async () => {
		await expect(trunk.place({ options: { extraFields: '{"campaign": "spring"}' } })).rejects.toThrow(
			/campaign is not a field of this request/,
		);
	});

	test('do not go around the guard rails', async () => {
		const [{ json }] = await trunk.place({ options: { extraFields: { to: '+449098790000', from: '+12025550100' } } });
		expect(json).toMatchObject({ from: '+12025550143', to: '+4930123456789' });
		expect(trunk.simulator.calls).toMatchObject([{ from: '+12025550143', to: '+4930123456789' }]);
	});
});

describe('as a tool of an AI agent', () => {
	test('dials nobody without an allow-list', async () => {
		await expect(trunk.place({}, { isTool: true })).rejects.toThrow(/AI agent may dial only where you allow it/);
		expect(trunk.simulator.calls).toHaveLength(0);
	});

	test('dials inside the allow-list', async () => {
		await trunk.place({ options: { allowedCountries: 'DE' } }, { isTool: true });
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('transfers to nobody without an allow-list', async () => {
		const parameters = { operation: 'transfer', callUuid: 'a', to: '+4930123456789', from: '' };
		await expect(
			trunk.run({ parameters, isTool: true, credential: trunk.simulator.credentials.telnyx as never }),
		).rejects.toThrow(/AI agent may dial only where you allow it/);
	});
});

test('an item that fails is one error item with its pairing when the workflow goes on', async () => {
	const parameters = (item: number) => ({
		from: '+12025550143',
		to: item === 1 ? '+4930123456792' : '+4930123456789',
		clientReference: `reference-${item}`,
	});
	const items = await trunk.run({ items: [{}, {}, {}], parameters, continueOnFail: true });
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(items[1].error).toBeInstanceOf(NodeApiError);
	expect(items[1].json).toEqual({
		error: expect.stringContaining('status 502, so it is unknown whether the call was placed'),
		description: expect.any(String),
	});
	expect(trunk.simulator.calls).toHaveLength(2);
});

test('1,000 items with one failing are 999 results, each paired with its own item', async () => {
	const items = Array.from({ length: 1000 }, (_, contact) => ({ contact }));
	const parameters = (item: number) => ({
		from: '+12025550143',
		to: item === 500 ? 'nobody' : `+4930${String(1_000_000 + item)}89`,
		clientReference: `reference-${item}`,
	});
	const output = await trunk.run({ items, parameters, continueOnFail: true });
	expect(output).toHaveLength(1000);
	expect(output.filter(({ error }) => error)).toHaveLength(1);
	expect(output[500].error).toBeDefined();
	const wrong = output.filter(
		({ json, pairedItem }, item) =>
			(pairedItem as { item: number }).item !== item || (item !== 500 && json.clientReference !== `reference-${item}`),
	);
	expect(wrong).toEqual([]);
	expect(trunk.simulator.calls).toHaveLength(999);
}, 120_000);
