import { UserError } from 'n8n-workflow';
import type { Backend } from '../../domain/store/backend';
import { sqliteCallStore } from '../../domain/store/sqliteCallStore';
import { isMultiMain, isQueueMode, n8nFolder } from '../instance';
import { inTime } from './limits';

const FILE = 'sip-trunk-call-store.sqlite';
/** n8n's own settings, which it lets nobody but its user read. */
const PRIVATE_FILE = 'config';
const CHOOSE = 'choose PostgreSQL or Redis under Call Store in the SIP Trunk API credential';

/** n8n's own copy, loaded only when this store is chosen: the package ships without dependencies. */
function loadSqlite(): typeof import('sqlite3') | undefined {
	try {
		return require('sqlite3') as typeof import('sqlite3');
	} catch {
		return undefined;
	}
}

/** @throws UserError where several processes would each need the file */
export function requireOneProcess(): void {
	if (isQueueMode() || isMultiMain())
		throw new UserError(
			`The call store cannot be embedded in ${isQueueMode() ? 'queue mode' : 'a multi-main n8n'}, because n8n's processes do not share a file: ${CHOOSE}, and enter its host.`,
		);
}

/** @throws UserError when n8n lacks what it needs */
export function openEmbedded(): Backend {
	const sqlite = loadSqlite();
	if (!sqlite) throw new UserError(`This n8n installation does not include SQLite (sqlite3): ${CHOOSE}.`);
	const folder = n8nFolder();
	if (!folder) throw new UserError(`This n8n installation does not say where its folder is: ${CHOOSE}.`);
	const file = `${folder}/${FILE}`;
	const mode = sqlite.OPEN_READWRITE | sqlite.OPEN_CREATE | sqlite.OPEN_URI;
	return sqliteCallStore({
		// The new file may be read by whoever may read n8n's settings. https://www.sqlite.org/uri.html#urimodeof
		open: (done) => new sqlite.Database(`${toUri(file)}?modeof=${encodePath(`${folder}/${PRIVATE_FILE}`)}`, mode, done),
		file,
		now: Date.now,
		inTime,
	});
}

const encodePath = (path: string): string => path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');

/** A drive letter wants a slash before it. */
const toUri = (path: string): string => `file:${/^[A-Za-z]:/.test(path) ? '/' : ''}${encodePath(path)}`;
