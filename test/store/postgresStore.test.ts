import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { postgresStore, type PostgresPool } from '../../nodes/domain/store/postgresStore';
import { describeWith, openDatabase } from '../support/servers';
import { storeContract, type Subject } from './storeContract';

const TABLE = 'sip_trunk_ledger';
const asStore = (pool: unknown, table = TABLE, now: () => number = () => 0) =>
	postgresStore(pool as PostgresPool, table, now);

describeWith('PostgreSQL', 'postgresStore on a real PostgreSQL', () => {
	let database: Awaited<ReturnType<typeof openDatabase>>;
	let pool: Pool;
	let subject: Subject;
	const countRows = async (table = TABLE): Promise<number> =>
		Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count);

	beforeAll(async () => {
		database = await openDatabase();
		pool = database.pool({ max: 4 });
		subject = { here: asStore(pool), there: asStore(database.pool({ max: 4 })), elapse: (ms) => pause(ms + 20) };
	});
	afterAll(() => database.close());

	storeContract(() => subject);

	test('adding to what is no counter rejects', async () => {
		await subject.here.put('text', 'x', 60_000);
		await expect(subject.here.add({ text: 1 }, 60_000)).rejects.toThrow('invalid input syntax');
	});

	describe('the table', () => {
		test.each([1, 2, 3, 4, 5])(
			'is created once when ten stores over two pools want it at the same time (%i)',
			async (round) => {
				const pools = [database.pool(), database.pool()];
				const stores = Array.from({ length: 10 }, (_, index) => asStore(pools[index % 2], `raced_${round}`));
				const answers = await Promise.all(stores.map((store, index) => store.claim('k', `store ${index}`, 60_000)));
				expect(answers.filter((standing) => standing === undefined)).toHaveLength(1);
			},
		);
		test('may stand in a schema, with an index on the expiry', async () => {
			await pool.query('CREATE SCHEMA telephony');
			await asStore(pool, 'telephony.ledger').claim('k', 'v', 60_000);
			const { rows } = await pool.query("SELECT indexname FROM pg_indexes WHERE schemaname = 'telephony' ORDER BY 1");
			expect(rows.map(({ indexname }) => indexname as string)).toEqual(['ledger_pkey', 'telephony_ledger_expires_at']);
		});
		test('is created by the next call when the first could not', async () => {
			const store = asStore(pool, 'later.ledger');
			await expect(store.claim('k', 'v', 60_000)).rejects.toThrow('schema "later" does not exist');
			await expect(store.get(['k'])).rejects.toThrow('does not exist');
			await pool.query('CREATE SCHEMA later');
			expect(await store.claim('k', 'v', 60_000)).toBeUndefined();
		});
		test('is used by a role that may not create it', async () => {
			const role = `${database.config.database}_user`;
			await asStore(pool, 'prepared').put('k', 'standing', 60_000);
			await pool.query(
				`REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT SELECT, INSERT, UPDATE, DELETE ON prepared TO ${role}`,
			);
			try {
				const limited = database.pool({ user: role, password: 'x' });
				expect(await asStore(limited, 'prepared').claim('k', 'v', 60_000)).toBe('standing');
				await expect(asStore(limited, 'missing').claim('k', 'v', 60_000)).rejects.toThrow('"missing" does not exist');
			} finally {
				await pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
			}
		});
	});

	describe('sweeping', () => {
		let now = 0;
		let tables = 0;
		/** A store that sweeps with its next claim, over a table with so many expired rows and one live one. */
		async function withExpired(rows: number): Promise<{ store: ReturnType<typeof asStore>; table: string }> {
			const table = `swept_${(tables += 1)}`;
			const store = asStore(pool, table, () => now);
			await store.put('live', 'v', 60_000);
			await pool.query(
				`INSERT INTO ${table} SELECT 'old ' || i, 'v', now() - interval '1 second' FROM generate_series(1, ${rows}) AS i`,
			);
			now += 60_000;
			return { store, table };
		}
		const settles = async (table: string, rows: number): Promise<void> => {
			for (let tries = 0; (await countRows(table)) !== rows && tries < 100; tries += 1) await pause(20);
			expect(await countRows(table)).toBe(rows);
		};

		test('removes at most 1,000 rows at a time, and goes on with the next claim', async () => {
			const { store, table } = await withExpired(2_500);
			await store.claim('a', 'v', 60_000);
			await settles(table, 1_502);
			await store.claim('b', 'v', 60_000);
			await settles(table, 503);
			await store.claim('c', 'v', 60_000);
			await settles(table, 4);
		});
		test('waits a minute once it is done', async () => {
			const { store, table } = await withExpired(10);
			await store.claim('a', 'v', 60_000);
			await settles(table, 2);
			await pool.query(`INSERT INTO ${table} VALUES ('old', 'v', now() - interval '1 second')`);
			now += 59_999;
			await store.claim('b', 'v', 60_000);
			await pause(100);
			expect(await countRows(table)).toBe(4);
			now += 1;
			await store.claim('c', 'v', 60_000);
			await settles(table, 4);
		});
		test('leaves a row that is being claimed again at this moment', async () => {
			const { store, table } = await withExpired(3);
			const claimer = await pool.connect();
			await claimer.query('BEGIN');
			await claimer.query(
				`UPDATE ${table} SET value = 'claimed again', expires_at = now() + interval '1 hour' WHERE key = 'old 2'`,
			);
			await store.claim('a', 'v', 60_000);
			await settles(table, 3);
			await claimer.query('COMMIT');
			claimer.release();
			await pause(100);
			expect(await store.get(['live', 'a', 'old 1', 'old 2', 'old 3'])).toEqual([
				'v',
				'v',
				undefined,
				'claimed again',
				undefined,
			]);
		});
		test('that fails troubles nobody', async () => {
			const failing = {
				query: async ({ text, values }: { text: string; values?: unknown[] }) =>
					text.startsWith('DELETE') ? Promise.reject(new Error('locked')) : pool.query({ text, values }),
			};
			const store = asStore(failing, 'swept_never', () => now);
			now += 60_000;
			expect(await store.claim('a', 'v', 60_000)).toBeUndefined();
			await pause(50);
		});
	});
});

describe('answers that only a race brings', () => {
	const scripted = (answers: Array<Array<Record<string, unknown>>>): PostgresPool => ({
		query: async () => ({ rows: answers.shift() ?? [] }),
	});

	test('a row that expires between the two statements is claimed in the second round', async () => {
		expect(await asStore(scripted([[], [], [], [{ claimed: true }]])).claim('k', 'v', 5)).toBeUndefined();
	});
	test('a row that keeps expiring rejects rather than goes on for ever', async () => {
		await expect(asStore(scripted([[], [], [], [], []])).claim('k', 'v', 5)).rejects.toThrow('expired twice');
	});
});
