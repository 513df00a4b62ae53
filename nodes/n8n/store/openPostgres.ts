import { sleep, UserError } from 'n8n-workflow';
import type { Backend } from '../../domain/store/backend';
import { postgresCallStore } from '../../domain/store/postgresCallStore';
import type { PostgresPool } from '../../domain/store/postgresPool';
import type { PostgresSettings } from '../../domain/store/readStoreSettings';
import { COMMAND_TIMEOUT_MS, inTime } from './limits';

/** Few, because n8n itself is on the same server more often than not. One listens. */
const MAX_POOL_SIZE = 5;

/** n8n's own copy, loaded only when this store is chosen: the package ships without dependencies. */
function loadPg(): typeof import('pg') | undefined {
	try {
		return require('pg') as typeof import('pg');
	} catch {
		return undefined;
	}
}

/** Connects when the store is used. */
export function openPostgres({ host, port, database, user, password, tls, table }: PostgresSettings): Backend {
	const pg = loadPg();
	if (!pg)
		throw new UserError(
			'This n8n installation does not include a PostgreSQL client (pg): choose another call store in the SIP Trunk API credential.',
		);
	const pool = new pg.Pool({
		host,
		port,
		database,
		user,
		password,
		ssl: tls || undefined,
		max: MAX_POOL_SIZE,
		application_name: 'n8n-nodes-sip-trunk',
		connectionTimeoutMillis: COMMAND_TIMEOUT_MS,
		// The server gives up first, so that it does not do later what nobody waits for any more.
		statement_timeout: COMMAND_TIMEOUT_MS,
		query_timeout: COMMAND_TIMEOUT_MS + 200,
		keepAlive: true,
	});
	return postgresCallStore({
		pool: pool as unknown as PostgresPool,
		table,
		server: `${user}@${host}:${port}/${database}`,
		inTime,
		sleep,
	});
}
