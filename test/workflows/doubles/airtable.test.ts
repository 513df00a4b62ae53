import { createAirtable } from '../../doubles/airtable';
import { request } from './request';

const PATH = '/v0/appSipTrunkCalls1/tblSipTrunkCalls1';
const AUTHORIZED = { authorization: 'Bearer pat' };
const upsert = { performUpsert: { fieldsToMergeOn: ['Call UUID'] } };
const record = (uuid: string, fields = {}) => ({ fields: { 'Call UUID': uuid, ...fields } });

let now = 0;
const airtable = () => createAirtable({ token: 'pat', columns: ['Call UUID', 'Outcome'], now: () => (now += 1_000) });

it('creates, then updates the same record', () => {
	const double = airtable();
	expect(double.answer(request('PATCH', PATH, AUTHORIZED, { ...upsert, records: [record('a')] })).body).toMatchObject({
		createdRecords: [expect.any(String)],
		updatedRecords: [],
	});
	expect(
		double.answer(request('PATCH', PATH, AUTHORIZED, { ...upsert, records: [record('a', { Outcome: 'busy' })] })).body,
	).toMatchObject({ createdRecords: [] });
	expect(double.records.map(({ fields }) => fields)).toEqual([{ 'Call UUID': 'a', Outcome: 'busy' }]);
});

it.each([
	['a wrong token', { authorization: 'Bearer other' }, { ...upsert, records: [record('a')] }, 401],
	[
		'eleven records',
		AUTHORIZED,
		{ ...upsert, records: Array.from({ length: 11 }, (_, index) => record(String(index))) },
		422,
	],
	['a record without the merge field', AUTHORIZED, { ...upsert, records: [{ fields: { Outcome: 'busy' } }] }, 422],
	['an unknown column', AUTHORIZED, { ...upsert, records: [record('a', { Colour: 'red' })] }, 422],
	['no merge field', AUTHORIZED, { performUpsert: { fieldsToMergeOn: [] }, records: [record('a')] }, 422],
])('refuses %s', (_what, headers, body, status) => {
	const double = airtable();
	expect(double.answer(request('PATCH', PATH, headers, body)).status).toBe(status);
	expect(double.records).toEqual([]);
});

it('closes for 30 seconds after the sixth request of a second', () => {
	let at = 0;
	const double = createAirtable({ token: 'pat', columns: ['Call UUID'], now: () => at });
	const ask = () => double.answer(request('PATCH', PATH, AUTHORIZED, { ...upsert, records: [record('a')] })).status;
	expect(Array.from({ length: 6 }, ask)).toEqual([200, 200, 200, 200, 200, 429]);
	at = 29_999;
	expect(ask()).toBe(429);
	at = 30_000;
	expect(ask()).toBe(200);
});
