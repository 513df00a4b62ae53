import type { DataTableRow, Workflow } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import type { SimulatedCall } from '../../../simulator/exchange';
import { replay, runMixedCalls } from './support/calls';
import { byCall, expectedRecord } from './support/expectedRecord';
import { openOffice, type Office } from './support/office';

const CALLS = 200;

let office: Office;
let workflow: Workflow;
let calls: readonly SimulatedCall[];
let records: DataTableRow[];

/** What a person sees in the row: no empty cells, none of n8n's own columns. */
const filled = ({
	id: _id,
	createdAt: _createdAt,
	updatedAt: _updatedAt,
	...row
}: DataTableRow): Record<string, unknown> =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== ''));

beforeAll(async () => {
	office = await openOffice([], { duplicates: 2, shuffleSeed: 7 });
	workflow = await office.open('call-records-data-table');
	office.simulator.setWebhook(office.urlOf(workflow));
	calls = await runMixedCalls(office.simulator, CALLS);
	await office.settle();
	records = await office.rows('Call Records');
}, 600_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

it('makes one row of each call, whatever the order of its events', () => {
	expect(records).toHaveLength(CALLS);
	expect(new Set(records.map(({ call_uuid }) => call_uuid)).size).toBe(CALLS);
});

it('makes of each row what the call was', () => {
	expect(byCall(records.map(filled), 'call_uuid')).toEqual(byCall(calls.map(expectedRecord), 'call_uuid'));
});

it('changes nothing when everything is delivered again', async () => {
	expect(await replay(office.simulator, office.urlOf(workflow))).toEqual(new Set([200]));
	await office.settle();
	expect(await office.rows('Call Records')).toEqual(records);
}, 300_000);
