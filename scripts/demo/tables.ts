import { toColumns } from '../../nodes/domain/disposition';
import type { ColumnType } from '../../tooling/n8n/types';

const NUMBERS = ['attempt', 'ring_seconds', 'duration_seconds', 'hangup_cause_code', 'sip_status'];
const typeOf = (column: string): ColumnType =>
	NUMBERS.includes(column) ? 'number' : column.endsWith('_at') ? 'date' : 'string';

const columns = (names: string[]): Record<string, ColumnType> =>
	Object.fromEntries(names.map((name) => [name, typeOf(name)]));

/** What Map Disposition calls `record`, in its snake_case columns. */
const RECORD_COLUMNS = Object.keys(toColumns({}, 'snakeCase', true));

/** The Data Tables that the demo's workflows name. */
export const TABLES = {
	Contacts: columns(['contact_id', 'name', 'country', 'phone']),
	'Call Records': columns([...RECORD_COLUMNS, 'contact_name', 'caller_id_rule', 'caller_id_reason']),
	'Call Event Log': columns(['call_uuid', 'event', 'occurred_at', 'received_at', 'execution_id']),
	'Next Steps': columns(['call_uuid', 'to_number', 'step', 'due_at', 'detail']),
	'Calls Not Placed': columns(['contact_id', 'to_number', 'reason']),
} as const satisfies Record<string, Record<string, ColumnType>>;

export type TableName = keyof typeof TABLES;
