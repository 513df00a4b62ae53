import type { DataTableRow } from '../../../../tooling/n8n/types';
import type { RecordTarget } from './describeRecords';
import { expectedRecord } from './expectedRecord';

/** What a person sees in the row: no empty cells, none of n8n's own columns. */
const filled = ({
	id: _id,
	createdAt: _createdAt,
	updatedAt: _updatedAt,
	...row
}: DataTableRow): Record<string, unknown> =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== ''));

export const dataTableTarget: RecordTarget = {
	file: 'call-records-data-table',
	isPaced: true,
	stored: async (office) => (await office.rows('Call Records')).map(filled),
	// With the time of each row's last change.
	state: async (office) => await office.rows('Call Records'),
	expected: expectedRecord,
	key: 'call_uuid',
};
