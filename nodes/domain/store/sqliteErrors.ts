import { StoreUnavailable, StoreUnusable } from './callStore';

const OTHER_STORE = 'choose PostgreSQL or Redis in the SIP Trunk API credential';

/** By SQLite's result code, https://www.sqlite.org/rescode.html: what is wrong, and what to do. */
const UNUSABLE: Readonly<Record<string, string>> = {
	SQLITE_CORRUPT: 'is damaged: restore it from a backup, or move it away so that an empty one is made',
	SQLITE_NOTADB: 'is not an SQLite database: restore it from a backup, or move it away so that an empty one is made',
	SQLITE_READONLY: 'may not be written: give the user that runs n8n write permission for the file and its folder',
	SQLITE_PERM: 'may not be opened: give the user that runs n8n permission to read and write it',
	SQLITE_CANTOPEN: `cannot be opened or created: check that the folder exists and that the user that runs n8n may write to it`,
	SQLITE_PROTOCOL: `cannot be locked, as on a network file system: put n8n's folder on a local disk, or ${OTHER_STORE}`,
	SQLITE_NOLFS: `cannot grow on its file system: put n8n's folder on a local disk, or ${OTHER_STORE}`,
};
const UNAVAILABLE: Readonly<Record<string, string>> = {
	SQLITE_FULL: 'cannot grow because the disk is full: free some space',
	SQLITE_IOERR: `could not be read or written (an I/O error): check the disk; if n8n's folder is on a network file system, ${OTHER_STORE}`,
	SQLITE_BUSY: 'is locked by another process: end the program that holds it open',
	SQLITE_LOCKED: 'is locked by another process: end the program that holds it open',
	SQLITE_NOMEM: 'could not be read because memory is short',
};

/** An error of the `sqlite3` package as one sentence for the user. */
export function toSqliteError(error: unknown, file: string): Error {
	if (error instanceof StoreUnavailable || error instanceof RangeError) return error;
	const { code = '', message } = error as Error & { code?: string };
	const subject = `The embedded call store (${file})`;
	if (UNUSABLE[code]) return new StoreUnusable(`${subject} ${UNUSABLE[code]}.`);
	if (UNAVAILABLE[code]) return new StoreUnavailable(`${subject} ${UNAVAILABLE[code]}.`);
	return new StoreUnavailable(`${subject} failed: ${message}`);
}
