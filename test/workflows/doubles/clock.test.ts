import { createAirtable } from '../../doubles/airtable';
import { createServiceClock, SENT_AT } from '../../doubles/clock';
import { request } from './request';

const PATH = '/v0/appSipTrunkCalls1/tblSipTrunkCalls1';
const BODY = { performUpsert: { fieldsToMergeOn: ['Call UUID'] }, records: [{ fields: { 'Call UUID': 'a' } }] };

let now: number;
const statusOf = (double: ReturnType<typeof createAirtable>, headers = {}): number =>
	double.answer(request('PATCH', PATH, { authorization: 'Bearer pat', ...headers }, BODY)).status;
beforeEach(() => {
	now = 1_780_000_000_000;
});

it('makes a lock-out of 30 seconds last six at five times the pace', () => {
	const double = createAirtable({ token: 'pat', columns: ['Call UUID'], now: createServiceClock(5, () => now) });
	expect(Array.from({ length: 6 }, () => statusOf(double))).toEqual([200, 200, 200, 200, 200, 429]);
	now += 5_999;
	expect(statusOf(double)).toBe(429);
	now += 1;
	expect(statusOf(double)).toBe(200);
});

it('takes a request at the time it was sent, however late it arrives', () => {
	const double = createAirtable({ token: 'pat', columns: ['Call UUID'], now: createServiceClock(5, () => now) });
	const sent = [0, 40, 80, 120, 160, 200].map((after) => ({ [SENT_AT]: String(now + after) }));
	expect(sent.map((headers) => statusOf(double, headers))).toEqual([200, 200, 200, 200, 200, 200]);
	expect(statusOf(double, { [SENT_AT]: String(now + 210) })).toBe(429);
});
