/** What the workflows for Odoo, SuiteCRM and vtiger make of each answer: their own expressions, which are JavaScript. */
import { files } from './readFiles';

type Json = Record<string, unknown>;

/** Every expression of a node, by the path of its parameter. */
function expressionsOf(value: unknown, path = ''): Array<[string, string]> {
	if (typeof value === 'string') return value.startsWith('={{') ? [[path, value.slice(3, -2)]] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) => expressionsOf(one, `${path}.${key}`));
}

/** Runs the expression of a node whose path ends so, on an item and on what other nodes have said. */
function evaluate(file: string, name: string, path: string, $json: Json, others: Record<string, Json> = {}): unknown {
	const node = files.find((one) => one.file === `${file}.json`)?.nodes.find((one) => one.name === name);
	const [, code] = expressionsOf(node?.parameters).find(([at]) => at.endsWith(path)) ?? [];
	const $ = (other: string) => ({ isExecuted: other in others, item: { json: others[other] } });
	return (new Function('$', '$json', `return (${code})`) as (...values: unknown[]) => unknown)($, $json);
}

const RECORD = { id: 'a3f7', name: 'Outbound call' };
/** vtiger gives the ID itself. */
const VTIGER_RECORD = { sourceuuid: 'a3f7' };
const CALL = { direction: 'outbound', from: '+12025550143', to: '+493012345678', record: RECORD };
const INBOUND = { ...CALL, direction: 'inbound', from: CALL.to, to: CALL.from };
const keptReason = (file: string, $json: Json, others = {}): unknown =>
	evaluate(file, 'Keep as Unwritten', '.error', $json, others);

describe('Odoo', () => {
	it.each([
		['an ID', { statusCode: 200, body: { ids: [7], messages: [] } }, true],
		['200 without an ID', { statusCode: 200, body: { ids: false, messages: [] } }, false],
		['an error', { statusCode: 500, body: { name: 'builtins.ValueError' } }, false],
		['no body', { statusCode: 502 }, false],
	])('is written after %s: only then', (_what, answer, isWritten) => {
		expect(evaluate('odoo-calls', 'Written?', '.leftValue', answer)).toBe(isWritten);
	});

	it('keeps its reason, and nothing of its traceback', () => {
		const refused = { statusCode: 200, body: { ids: false, messages: [{ message: 'No matching record' }] } };
		const failed = { statusCode: 500, body: { message: "Invalid field 'x'", debug: 'Traceback' } };
		expect([refused, failed, { error: 'timeout' }].map((answer) => keptReason('odoo-calls', answer))).toEqual([
			'No matching record',
			"Odoo answered 500: Invalid field 'x'",
			'timeout',
		]);
	});

	it('writes columns and cells in the same order, as text, with times in UTC', () => {
		const body = evaluate('odoo-calls', 'Upsert Record', '.jsonBody', { id: 'sip_trunk.a', x_duration: 196 });
		expect(JSON.parse(body as string)).toEqual({
			context: { tz: 'UTC' },
			fields: ['id', 'x_duration'],
			data: [['sip_trunk.a', '196']],
		});
	});

	it('ties the contact that was found, and none without one', () => {
		const build = (found: Json) =>
			evaluate('odoo-calls', 'Build Record', '.jsonOutput', found, { 'Map Disposition': CALL });
		expect([build({ id: 7 }), build({})]).toEqual([{ ...RECORD, 'x_partner_id/.id': 7 }, RECORD]);
	});
});

describe('SuiteCRM', () => {
	const contactOf = (call: Json, ...phones: string[]): unknown => {
		const data = phones.map((phone_work, index) => ({ id: `contact${index}`, attributes: { phone_work } }));
		const built = evaluate('suitecrm-calls', 'Build Record', '.jsonOutput', { data }, { 'Map Disposition': call });
		return (built as Json).contact;
	};

	it.each([
		['typed', CALL, ['+49 30 1234-5678'], 'contact0'],
		['with 00', CALL, ['0049 (30) 12345678'], 'contact0'],
		['of the caller', INBOUND, ['+49 30 12345678'], 'contact0'],
		['after a number that only holds its digits', CALL, ['+49 30 1234 5678 99', '+493012345678'], 'contact1'],
		['of nobody', CALL, [], null],
	])('finds the contact by a number %s', (_what, call, phones, contact) => {
		expect(contactOf(call, ...phones)).toBe(contact);
	});

	const branch = (node: string, answer: Json): unknown[] =>
		[0, 1].map((rule) => evaluate('suitecrm-calls', node, `.${rule}.conditions.conditions.0.leftValue`, answer));
	const failure = '{"errors":{"status":400}}Database failure. Please refer to suitecrm.log for details.';

	it.each([
		['Created?', { statusCode: 201, data: '{}' }, [true, false]],
		['Created?', { statusCode: 400, data: 'Bean Calls with id a is already exist' }, [false, true]],
		[
			'Created?',
			{ statusCode: 400, body: { errors: { detail: 'Bean Calls with id a is already exist' } } },
			[false, true],
		],
		['Created?', { statusCode: 400, data: failure }, [false, false]],
		['Updated?', { statusCode: 201, data: '{}' }, [true, false]],
		['Updated?', { statusCode: 400, data: 'Calls module with id a is not found' }, [false, true]],
		['Updated?', { statusCode: 500 }, [false, false]],
	])('%s of %j', (node, answer, expected) => {
		expect(branch(node, answer)).toEqual(expected);
	});

	it('keeps its reason', () => {
		expect(keptReason('suitecrm-calls', { statusCode: 400, data: failure })).toBe(`SuiteCRM answered 400: ${failure}`);
	});
});

describe('vtiger', () => {
	const said = (rest: Json = {}) => ({
		'Map Disposition': { ...CALL, record: VTIGER_RECORD },
		'Log In': { success: true, result: { userId: '19x5' } },
		'Find Contact': { success: true, result: [] },
		...rest,
	});
	const allAnswered = (found: Json, rest?: Json) =>
		evaluate('vtiger-calls', 'All Answered?', '.leftValue', found, said(rest) as Record<string, Json>);

	it('writes only when every request before succeeded: else it could create a second record', () => {
		expect(allAnswered({ success: true, result: [] })).toBe(true);
		expect(allAnswered({ success: false })).toBe(false);
		expect(allAnswered({ success: true }, { 'Find Contact': { success: false } })).toBe(false);
		expect(allAnswered({ success: true }, { 'Log In': { success: false } })).toBe(false);
	});

	it('revises the record that is there, and creates one of the user otherwise', () => {
		const build = (result: Json[]) =>
			evaluate('vtiger-calls', 'Build Record', '.jsonOutput', { result }, said() as Record<string, Json>) as Json;
		const [known, fresh] = [build([{ id: '24x3' }]), build([])];
		expect([known, fresh]).toEqual([
			{ ...VTIGER_RECORD, id: '24x3' },
			{ ...VTIGER_RECORD, user: '19x5', assigned_user_id: '19x5' },
		]);
		const operation = (record: Json): unknown =>
			evaluate('vtiger-calls', 'Write Record', '.bodyParameters.parameters.0.value', record);
		expect([operation(known), operation(fresh)]).toEqual(['revise', 'create']);
	});

	it('ties the contact with that number', () => {
		const found = {
			success: true,
			result: [
				{ id: '12x8', phone: '+49 30 1234567899' },
				{ id: '12x7', mobile: '0049 30 12345678' },
			],
		};
		const others = said({ 'Find Contact': found }) as Record<string, Json>;
		expect(evaluate('vtiger-calls', 'Build Record', '.jsonOutput', { result: [] }, others)).toMatchObject({
			customer: '12x7',
			customertype: 'Contacts',
		});
	});

	it('keeps the reason of the request that failed first', () => {
		const refused = { success: false, error: { message: 'Invalid username or password' } };
		const later = { success: false, error: { message: 'Session Identifier provided is Invalid' } };
		expect([
			keptReason('vtiger-calls', later, { 'Log In': refused }),
			keptReason('vtiger-calls', later, { 'Log In': { success: true } }),
			keptReason('vtiger-calls', { error: 'timeout' }),
		]).toEqual(['Invalid username or password', 'Session Identifier provided is Invalid', 'timeout']);
	});
});
