import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Backend } from '../../nodes/domain/store/backend';
import { StoreUnavailable, StoreUnusable, type Write } from '../../nodes/domain/store/callStore';
import type { PostgresPool } from '../../nodes/domain/store/postgresPool';
import { postgresCallStore } from '../../nodes/domain/store/postgresCallStore';
import { preparePostgres } from '../../nodes/domain/store/postgresSchema';
import type { PostgresSettings } from '../../nodes/domain/store/readStoreSettings';
import { timeLimit } from '../../nodes/domain/store/timeLimit';
import { openPostgres } from '../../nodes/n8n/store/openPostgres';
import { freePort } from '../../tooling/process/freePort';
import { describeWith, openDatabase, POSTGRES } from '../support/servers';
import { unreliableProxy, type UnreliableProxy } from './support/unreliableProxy';
import { failure } from './support/failure';

describeWith('PostgreSQL', 'postgresCallStore and a PostgreSQL that fails', () => {
	let database: Awaited<ReturnType<typeof openDatabase>>;
	let pool: Pool;
	let proxy: UnreliableProxy;
	let tables = 0;
	const opened: Backend[] = [];
	const open = (changes: Partial<PostgresSettings> = {}): Backend => {
		const { host, port, user } = POSTGRES;
		const login = { host, port, user, password: POSTGRES.password ?? '', database: database.config.database as string };
		const store = openPostgres({ kind: 'postgres', ...login, tls: false, table: 'faults', ...changes });
		opened.push(store);
		return store;
	};
	const viaProxy = (table: string): Backend => open({ host: '127.0.0.1', port: proxy.port, table });
	const newTable = (): string => `faults_${(tables += 1)}`;
	const one = (key: string, value: unknown = 1): Write[][] => [[{ key, expected: 0, value }]];

	beforeAll(async () => {
		database = await openDatabase();
		pool = database.pool({ max: 4 });
		proxy = await unreliableProxy(POSTGRES);
	});
	afterAll(async () => {
		await Promise.all(opened.map(async (store) => await store.close()));
		await proxy.close();
		await database.close();
	});

	describe('on the way to it', () => {
		test('a server that does not answer is told within two seconds, by every operation', async () => {
			const store = viaProxy(newTable());
			await store.commit(one('a'));
			proxy.hang();
			const start = performance.now();
			const failures = await Promise.all(
				[
					store.commit(one('b')),
					store.read(['a']),
					store.due('list', 1),
					store.find('', { limit: 1 }),
					store.sizes(''),
					store.sweep(1),
					store.check(),
				].map(failure),
			);
			expect(performance.now() - start).toBeLessThan(2_300);
			for (const error of failures) expect(error).toBeInstanceOf(StoreUnavailable);
			for (const error of failures) expect(error).not.toBeInstanceOf(StoreUnusable);
			proxy.restore();
			expect((await store.read(['a'])).entries).toMatchObject([{ value: 1 }]);
		});
		test('a commit whose answer is lost fails, and its caller finds by reading that it was written', async () => {
			const store = viaProxy(newTable());
			await store.commit(one('a'));
			proxy.loseAnswerTo('lost value');
			expect(await failure(store.commit(one('b', 'lost value')))).toBeInstanceOf(StoreUnavailable);
			expect((await store.read(['b'])).entries).toMatchObject([{ value: 'lost value', version: 1 }]);
			expect(await store.commit(one('b', 'lost value'))).toEqual([false]);
		});
		test('a connection that breaks is made again, the one that listens, too', async () => {
			const table = newTable();
			const [store, other] = [viaProxy(table), open({ table })];
			let wakes = 0;
			const end = store.watch('list', () => (wakes += 1));
			const putUntilWoken = async (): Promise<void> => {
				wakes = 0;
				for (let tries = 0; wakes === 0 && tries < 100; tries += 1) {
					await other.commit([[{ key: 'listed', value: tries, list: { name: 'list', dueInMs: 0 } }]]);
					await pause(50);
				}
				expect(wakes).toBeGreaterThan(0);
			};
			await putUntilWoken();
			proxy.cut();
			expect(await failure(store.read(['a']))).toBeInstanceOf(StoreUnavailable);
			proxy.restore();
			await putUntilWoken();
			end();
			expect((await store.read(['listed'])).entries).toHaveLength(1);
		});
		test.each([
			[
				'nobody listens there',
				{ port: 0 },
				/\) refused the connection: check host and port, and that the server runs\.$/,
			],
			['the host does not exist', { host: 'postgres.invalid' }, /\) was not found: check the host/],
			['the database does not exist', { database: 'no_such_database' }, /\) has no such database: create it/],
			['the server has no TLS', { tls: true }, /\) does not speak TLS: turn it off/],
		])('it is told that %s', async (_, changes, sentence) => {
			const port = 'port' in changes ? { port: await freePort() } : {};
			expect((await failure(open({ ...changes, ...port }).check())).message).toMatch(sentence);
		});
	});

	describe('rights', () => {
		let role: string;
		beforeAll(async () => {
			role = `${database.config.database}_user`;
			await pool.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE ${role} LOGIN PASSWORD 'hunter2'`);
		});
		afterAll(async () => {
			await pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
		});
		const asRole = (table: string): Backend => open({ user: role, password: 'hunter2', table });

		test('without the right to create the table it is told', async () => {
			const error = await failure(asRole(newTable()).check());
			expect(error).toBeInstanceOf(StoreUnusable);
			expect(error.message).toMatch(/does not let this user create or change the table: grant the rights/);
			expect(error.message).not.toContain('hunter2');
		});
		test('a table that somebody else made can be used without that right', async () => {
			const table = newTable();
			await preparePostgres(pool as unknown as PostgresPool, table);
			await pool.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${role}`);
			expect(await asRole(table).check()).toEqual([]);
		});
		test('without the right to write it is told', async () => {
			const table = newTable();
			await preparePostgres(pool as unknown as PostgresPool, table);
			await pool.query(`GRANT SELECT ON ${table} TO ${role}`);
			expect((await failure(asRole(table).check())).message).toMatch(
				/does not let this user create or change the table/,
			);
		});
		test('a read-only server is told', async () => {
			const table = newTable();
			await preparePostgres(pool as unknown as PostgresPool, table);
			await pool.query(
				`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${role}; ALTER ROLE ${role} SET default_transaction_read_only = on`,
			);
			const error = await failure(asRole(table).check());
			await pool.query(`ALTER ROLE ${role} RESET default_transaction_read_only`);
			expect(error.message).toMatch(/is a read-only replica: enter the primary server/);
		});
		test('a synchronous commit that is off is told, since a power cut then costs events', async () => {
			const table = newTable();
			await preparePostgres(pool as unknown as PostgresPool, table);
			await pool.query(
				`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${role}; ALTER ROLE ${role} SET synchronous_commit = off`,
			);
			const notes = await asRole(table).check();
			await pool.query(`ALTER ROLE ${role} RESET synchronous_commit`);
			expect(notes).toEqual([expect.stringMatching(/^PostgreSQL's synchronous_commit is off: a power cut may lose/)]);
		});
	});

	describe('the table', () => {
		test('is made once by ten stores that want it at the same time', async () => {
			const table = newTable();
			const stores = Array.from({ length: 10 }, () => open({ table }));
			const written = await Promise.all(stores.map(async (store) => await store.commit(one('a'))));
			expect(written.flat().filter(Boolean)).toHaveLength(1);
		});
		test('may be in a schema', async () => {
			await pool.query('CREATE SCHEMA telephony');
			await open({ table: 'telephony.store' }).commit(one('a'));
			const { rows } = await pool.query("SELECT indexname FROM pg_indexes WHERE schemaname = 'telephony' ORDER BY 1");
			expect(rows.map(({ indexname }) => indexname as string)).toEqual(['store_due', 'store_keep', 'store_pkey']);
		});
		test('in a schema that does not exist is told, and made once that exists', async () => {
			const store = open({ table: 'later.store' });
			expect((await failure(store.commit(one('a')))).message).toMatch(/has no such schema: create it/);
			await pool.query('CREATE SCHEMA later');
			expect(await store.commit(one('a'))).toEqual([true]);
		});
		test('of another kind is left alone', async () => {
			for (const columns of ['id integer', 'key text, value text']) {
				const table = newTable();
				await pool.query(`CREATE TABLE ${table} (${columns})`);
				const error = await failure(open({ table }).check());
				expect(error).toBeInstanceOf(StoreUnusable);
				expect(error.message).toMatch(/exists and is not a call store: enter another table/);
			}
		});
		test('that was dropped is made again', async () => {
			const table = newTable();
			const store = open({ table });
			await store.commit(one('a'));
			await pool.query(`DROP TABLE ${table}`);
			expect(await failure(store.commit(one('a')))).toBeInstanceOf(StoreUnavailable);
			expect(await store.commit(one('a'))).toEqual([true]);
		});
		test('of a newer version of the package is refused', async () => {
			const table = newTable();
			await open({ table }).commit(one('a'));
			await pool.query(`UPDATE ${table} SET value = '7' WHERE key = ''`);
			const error = await failure(open({ table }).check());
			expect(error).toBeInstanceOf(StoreUnusable);
			expect(error.message).toMatch(
				/written by a newer version of this package \(its schema is 7, and this version knows 1\)/,
			);
		});
		test('of an older version is brought up to date once, with the entries in it', async () => {
			const table = newTable();
			await open({ table }).commit(one('a'));
			const migrations = [
				() => 'SELECT no_such_column',
				(name: string) => `ALTER TABLE ${name} ADD COLUMN note text`,
				(name: string) => `UPDATE ${name} SET note = key`,
			];
			const pools = Array.from({ length: 5 }, () => database.pool() as unknown as PostgresPool);
			await Promise.all(pools.map(async (own) => await preparePostgres(own, table, migrations)));
			const { rows } = await pool.query(`SELECT key, value, note FROM ${table} ORDER BY key`);
			expect(rows).toEqual([
				{ key: '', value: '3', note: '' },
				{ key: 'a', value: '1', note: 'a' },
			]);
		});
		test('stays as it was when a step fails', async () => {
			const table = newTable();
			await open({ table }).commit(one('a'));
			const migrations = [
				() => '',
				(name: string) => `ALTER TABLE ${name} ADD COLUMN note text; SELECT no_such_column`,
			];
			const own = database.pool() as unknown as PostgresPool;
			await expect(preparePostgres(own, table, migrations)).rejects.toThrow('"no_such_column" does not exist');
			expect(await open({ table }).commit(one('b'))).toEqual([true]);
		});
		test('in a database with another encoding than UTF8 is refused', async () => {
			const name = `${database.config.database}_ascii`;
			await pool.query(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
			const store = open({ database: name });
			const error = await failure(store.check());
			await store.close();
			await pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
			expect(error.message).toMatch(/has the encoding SQL_ASCII: enter one with the encoding UTF8/);
		});
		test('on a full disk is told', async () => {
			const table = newTable();
			const store = open({ table });
			await store.commit(one('a'));
			// The code that the server gives for ENOSPC, from the server. https://www.postgresql.org/docs/current/errcodes-appendix.html
			await pool.query(`CREATE FUNCTION ${table}_full() RETURNS trigger LANGUAGE plpgsql AS
				$$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END$$;
				CREATE TRIGGER full_disk BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_full()`);
			const error = await failure(store.commit(one('b')));
			expect(error).not.toBeInstanceOf(StoreUnusable);
			expect(error.message).toMatch(/\) has a full disk: free some space there\.$/);
			expect(await store.commit([[{ key: 'a' }]])).toEqual([true]);
		});
	});

	describe('beside a transaction that goes on', () => {
		let other: PoolClient;
		beforeEach(async () => {
			other = await pool.connect();
			await other.query('BEGIN');
		});
		afterEach(async () => {
			await other.query('ROLLBACK');
			other.release();
		});
		const insert = async (table: string, key: string): Promise<void> => {
			await other.query(`INSERT INTO ${table} (key, version, value, written_at) VALUES ($1, 1, '"theirs"', 0)`, [key]);
		};
		const isWaiting = async (table: string): Promise<void> => {
			for (let tries = 0; tries < 100; tries += 1) {
				const { rows } = await pool.query(
					`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()`,
					[table],
				);
				if (rows.length > 0) return;
				await pause(10);
			}
			throw new Error('Nobody waits.');
		};

		test.each([true, false])(
			'a unit whose new entry comes into being meanwhile is not written at all (with others in its batch: %s)',
			async (hasOthers) => {
				const table = newTable();
				const store = open({ table });
				await store.commit(one('before'));
				await insert(table, 'raced');
				const unit = ['first', 'raced', 'second'].map((key) => ({ key, expected: 0, value: 'ours' }));
				const written = store.commit(hasOthers ? [unit, ...one('apart')] : [unit]);
				await isWaiting(table);
				await other.query('COMMIT');
				expect(await written).toEqual(hasOthers ? [false, true] : [false]);
				const keys = (await store.find('', { limit: 10 })).map(({ key }) => key);
				expect(keys).toEqual([...(hasOthers ? ['apart'] : []), 'before', 'raced']);
			},
		);
		test('a unit that waits for an entry sees what became of it', async () => {
			const table = newTable();
			const store = open({ table });
			await store.commit(one('a'));
			await other.query(`UPDATE ${table} SET version = 2 WHERE key = 'a'`);
			const written = store.commit([
				[
					{ key: 'a', expected: 1, value: 'ours' },
					{ key: 'b', value: 'ours' },
				],
			]);
			await isWaiting(table);
			await other.query('COMMIT');
			expect(await written).toEqual([false]);
			expect((await store.read(['a', 'b'])).entries).toMatchObject([{ version: 2, value: 1 }, undefined]);
		});
		test('an entry that it holds is told within two seconds', async () => {
			const table = newTable();
			const store = open({ table });
			await store.commit(one('a'));
			await other.query(`SELECT FROM ${table} WHERE key = 'a' FOR UPDATE`);
			const start = performance.now();
			const error = await failure(store.commit([[{ key: 'a', value: 2 }]]));
			expect(performance.now() - start).toBeLessThan(2_300);
			expect(error.message).toMatch(/did not answer within two seconds/);
			expect((await store.read(['a'])).entries).toMatchObject([{ version: 1 }]);
		});
		test('a sweep leaves what it holds', async () => {
			const table = newTable();
			const store = open({ table });
			await store.commit(['a', 'b', 'c'].map((key) => [{ key, value: 1, keepMs: -1 }]));
			await other.query(`SELECT FROM ${table} WHERE key = 'b' FOR UPDATE`);
			expect(await store.sweep(10)).toBe(2);
			await other.query('COMMIT');
			expect(await store.sweep(10)).toBe(1);
		});
	});

	test('a pooler that does not keep prepared statements is served without them', async () => {
		const own = database.pool({ max: 1 });
		const inTime = timeLimit(async (ms) => await pause(ms));
		const store = postgresCallStore({
			pool: own as unknown as PostgresPool,
			table: newTable(),
			server: 'test',
			inTime,
			sleep: async (ms) => await pause(ms),
		});
		await store.commit(one('a'));
		// What the client takes for prepared is not known on the connection that it is lent.
		await own.query('DEALLOCATE ALL');
		expect(await store.commit(one('b'))).toEqual([true]);
		await own.query('DEALLOCATE ALL');
		expect(await store.commit(one('a'))).toEqual([false]);
	});
	test('the time is that of the server', async () => {
		const store = open({ table: newTable() });
		await store.commit(one('a'));
		const before = Number((await pool.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now')).rows[0].now);
		const { now } = await store.read([]);
		const after = Number((await pool.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now')).rows[0].now);
		expect(now).toBeGreaterThanOrEqual(Math.floor(before));
		expect(now).toBeLessThanOrEqual(after);
	});
});
