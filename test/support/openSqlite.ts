import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from 'n8n-workflow';
import { Database, OPEN_CREATE, OPEN_READWRITE } from 'sqlite3';
import { sqliteCallStore, type SqliteOptions } from '../../nodes/domain/store/sqliteCallStore';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { timeLimit } from '../../nodes/domain/store/timeLimit';

/** A file in a folder of its own, which goes with the end of the tests that ask for it. */
export function temporaryFile(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-store-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return join(folder, 'store.sqlite');
}

/** The embedded store on a file, as one process has it. */
export function openSqlite(file: string, options: Partial<SqliteOptions> = {}): CallStore {
	return sqliteCallStore({
		open: (done) => new Database(file, OPEN_READWRITE | OPEN_CREATE, done),
		file,
		now: Date.now,
		inTime: timeLimit(sleep),
		...options,
	});
}
