import { sleep } from 'n8n-workflow';
import type { Pool, PoolConfig } from 'pg';
import { postgresCallStore, type PostgresOptions } from '../../nodes/domain/store/postgresCallStore';
import type { PostgresPool } from '../../nodes/domain/store/postgresPool';
import { timeLimit } from '../../nodes/domain/store/timeLimit';
import { describeWith, openDatabase } from '../support/servers';
import { callStoreContract, type Subject } from './callStoreContract';

const asStore = (pool: Pool, options: Partial<PostgresOptions> = {}) =>
	postgresCallStore({
		pool: pool as unknown as PostgresPool,
		table: 'call_store',
		server: 'test',
		inTime: timeLimit(sleep),
		sleep,
		...options,
	});

describeWith('PostgreSQL', 'postgresCallStore on a real PostgreSQL', () => {
	let database: Awaited<ReturnType<typeof openDatabase>>;
	let pool: Pool;
	let subject: Subject;

	beforeAll(async () => {
		database = await openDatabase();
		pool = database.pool({ max: 4 });
		await pool.query('CREATE TABLE clock AS SELECT 1800000000000::bigint AS now');
		const open = (config: PoolConfig = { max: 4 }) =>
			asStore(database.pool(config), { clock: '(SELECT now FROM clock)' });
		subject = {
			here: open(),
			there: open(),
			async elapse(ms) {
				await pool.query('UPDATE clock SET now = now + $1', [ms]);
			},
		};
	});
	afterAll(async () => {
		await subject.here.close();
		await subject.there.close();
		await database.close();
	});

	callStoreContract(() => subject, { wakesAcross: true });
});
