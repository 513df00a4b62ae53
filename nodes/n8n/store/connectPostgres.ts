import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Pool, PoolConfig } from 'pg';
import { postgresStore, type PostgresPool } from '../../domain/store/postgresStore';
import { COMMAND_TIMEOUT_MS, type Connection } from './connection';

/** Few, because n8n itself lives on the same server more often than not. */
const MAX_POOL_SIZE = 4;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,50}(\.[A-Za-z_][A-Za-z0-9_]{0,50})?$/;

/** n8n's own copy, loaded only when this store is chosen: the package ships without dependencies. */
function loadPg(): (new (config: PoolConfig) => Pool) | undefined {
	try {
		return (require('pg') as typeof import('pg')).Pool;
	} catch {
		return undefined;
	}
}

export function connectPostgres(credential: ICredentialDataDecryptedObject): Connection {
	const table = String(credential.table ?? '');
	if (!IDENTIFIER.test(table)) {
		throw new UserError(
			'The table of the Ledger Postgres API credential must be a plain name, e.g. sip_trunk_ledger or n8n.sip_trunk_ledger.',
		);
	}
	const Pool = loadPg();
	if (!Pool)
		throw new UserError('This n8n brings no PostgreSQL client (pg): the Postgres ledger needs n8n 1.123 or newer.');
	const pool = new Pool({
		host: String(credential.host),
		port: Number(credential.port),
		user: String(credential.user),
		password: String(credential.password ?? ''),
		database: String(credential.database),
		ssl: credential.tls ? true : undefined,
		max: MAX_POOL_SIZE,
		connectionTimeoutMillis: COMMAND_TIMEOUT_MS,
		query_timeout: COMMAND_TIMEOUT_MS,
		statement_timeout: COMMAND_TIMEOUT_MS,
		keepAlive: true,
	});
	// An idle connection that breaks would otherwise end the process; the next query makes a new one.
	pool.on('error', () => undefined);
	return {
		store: postgresStore(pool as unknown as PostgresPool, table, () => performance.now()),
		async ping() {
			await pool.query('SELECT 1');
		},
		async close() {
			await pool.end();
		},
	};
}
