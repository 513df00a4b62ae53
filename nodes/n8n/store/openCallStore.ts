import { sleep, UserError } from 'n8n-workflow';
import type { CallStore } from '../../domain/store/callStore';
import { sqliteCallStore } from '../../domain/store/sqliteCallStore';
import type { OpenSqlite } from '../../domain/store/sqliteConnection';
import { timeLimit } from '../../domain/store/timeLimit';
import { n8nFolder } from '../instance';

let embedded: CallStore | undefined;

type Database = new (file: string, done: (error: Error | null) => void) => unknown;

/** n8n's own copy: the package ships without dependencies. */
function loadSqlite(): Database | undefined {
	try {
		return (require('sqlite3') as { Database: Database }).Database;
	} catch {
		return undefined;
	}
}

/** The call store that the SIP Trunk API credential of a node names. */
export async function openCallStore(_context: unknown): Promise<CallStore> {
	if (embedded) return embedded;
	const Database = loadSqlite();
	if (!Database)
		throw new UserError(
			'This n8n does not include SQLite: choose PostgreSQL or Redis in the SIP Trunk API credential.',
		);
	const file = `${n8nFolder() ?? '.'}/sip-trunk.sqlite`;
	const open: OpenSqlite = (done) => new Database(file, done) as ReturnType<OpenSqlite>;
	embedded = sqliteCallStore({ open, file, now: Date.now, inTime: timeLimit(sleep) });
	return embedded;
}
