import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from 'sqlite3';
import type { Backend } from '../../nodes/domain/store/backend';
import { StoreUnavailable, StoreUnusable } from '../../nodes/domain/store/callStore';
import { connectSqlite, type OpenSqlite } from '../../nodes/domain/store/sqliteConnection';
import { prepareSqlite } from '../../nodes/domain/store/sqliteSchema';
import { failure } from './support/failure';
import { openSqlite, openStore } from './support/openStore';

const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-faults-'));
const opened: Backend[] = [];
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.sqlite`);
const open = (...args: Parameters<typeof openSqlite>): Backend => {
	const store = openSqlite(...args);
	opened.push(store);
	return store;
};
afterAll(async () => {
	await Promise.all(opened.map(async (store) => await store.close()));
	rmSync(folder, { recursive: true });
});

/** A closed store's file with so many entries of a kilobyte. */
async function fileWith(entries: number): Promise<string> {
	const file = newFile();
	const store = openSqlite(file);
	const value = 'x'.repeat(1_000);
	await store.commit(Array.from({ length: entries }, (_, index) => [{ key: `key ${index}`, value }]));
	await store.close();
	return file;
}

test('a file that is no database is told at once', async () => {
	const file = newFile();
	writeFileSync(file, 'Dear diary, '.repeat(1_000));
	const error = await failure(open(file).check());
	expect(error).toBeInstanceOf(StoreUnusable);
	expect(error.message).toBe(
		`The embedded call store (${file}) is not an SQLite database: restore it from a backup, or move it away so that an empty one is made.`,
	);
});
test('a file with damaged pages is told when it is checked', async () => {
	const file = await fileWith(200);
	const handle = openSync(file, 'r+');
	const size = readFileSync(file).length;
	for (let page = 4_096 * 2; page < size; page += 4_096 * 3)
		writeSync(handle, Buffer.alloc(2_000, 0xa5), 0, 2_000, page);
	const error = await failure(open(file).check());
	expect(error).toBeInstanceOf(StoreUnusable);
	expect(error.message).toMatch(
		/\) is damaged: restore it from a backup, or move it away so that an empty one is made\.$/,
	);
});
test('a folder that does not exist is told', async () => {
	const error = await failure(open(join(folder, 'missing', 'store.sqlite')).check());
	expect(error).toBeInstanceOf(StoreUnusable);
	expect(error.message).toMatch(/cannot be opened or created: check that the folder exists/);
});

describe('without the right to write', () => {
	/** As another user when the tests run as root, who may do everything. */
	function checkAs(file: string): string {
		const script = join(__dirname, 'support/checkProcess.ts');
		const command = [process.execPath, '--import', 'tsx', script, JSON.stringify({ kind: 'sqlite', file })];
		const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
		const [program, ...args] = process.getuid?.() === 0 ? [...asNobody, ...command] : command;
		return spawnSync(program, args, { encoding: 'utf8', cwd: join(__dirname, '../..') }).stdout;
	}
	test('a read-only file is told', async () => {
		const file = await fileWith(1);
		chmodSync(folder, 0o755);
		chmodSync(file, 0o444);
		expect(checkAs(file)).toMatch(
			/^StoreUnusable: .* (may not be written|cannot be opened or created): .* that runs n8n/,
		);
	});
	test('a folder in which nothing may be made is told', () => {
		chmodSync(folder, 0o555);
		const said = checkAs(newFile());
		chmodSync(folder, 0o755);
		expect(said).toMatch(/^StoreUnusable: .* cannot be opened or created: .* may write to it\.\n$/);
	});
});

/**
 * SQLite itself refuses to grow the file beyond a number of pages with the code that it gives for a full disk
 * (SQLITE_FULL, https://www.sqlite.org/rescode.html#full), at the same place.
 */
const withRoomFor =
	(file: string, pages: number): OpenSqlite =>
	(done) => {
		const database = new Database(file, (error) => {
			if (error) return done(error);
			database.exec(`PRAGMA max_page_count = ${pages}`, done);
		});
		return database;
	};

test('a full disk is told, what was acknowledged is kept, and it goes on when there is room again', async () => {
	const file = newFile();
	const full = open(file, { open: withRoomFor(file, 60) });
	const value = 'x'.repeat(10_000);
	const written: string[] = [];
	let error: unknown;
	for (let index = 0; error === undefined && index < 50; index += 1) {
		const unit = ['a', 'b'].map((part) => ({ key: `${index} ${part}`, value }));
		await full.commit([unit]).then(
			() => written.push(...unit.map(({ key }) => key)),
			(caught: unknown) => (error = caught),
		);
	}
	expect(error).toBeInstanceOf(StoreUnavailable);
	expect(error).not.toBeInstanceOf(StoreUnusable);
	expect((error as Error).message).toMatch(/cannot grow because the disk is full: free some space\.$/);
	expect(written.length).toBeGreaterThan(4);
	const keys = async (store: Backend): Promise<string[]> =>
		(await store.find('', { limit: 200 })).map(({ key }) => key);
	expect(await keys(full)).toEqual([...written].sort());

	const roomy = open(file);
	expect(await roomy.commit([[{ key: 'again', value }]])).toEqual([true]);
	expect((await keys(full)).sort()).toEqual([...written, 'again'].sort());
});
test('removing works on a full disk', async () => {
	const file = await fileWith(200);
	const pages = readFileSync(file).length / 4_096;
	const full = open(file, { open: withRoomFor(file, pages) });
	expect((await failure(full.commit([[{ key: 'more', value: 'x'.repeat(100_000) }]]))).message).toMatch(/disk is full/);
	expect(await full.commit([[{ key: 'key 1' }], [{ key: 'key 2' }]])).toEqual([true, true]);
	expect(await full.commit([[{ key: 'key 1', expected: 0, value: 'small' }]])).toEqual([true]);
});

test('a file that another program holds is told within two seconds, and works when that is gone', async () => {
	const file = await fileWith(1);
	const other = await connectSqlite((done) => new Database(file, done), 0);
	await other.all('BEGIN IMMEDIATE');
	const store = open(file);
	const start = performance.now();
	const [commit, read] = await Promise.all([
		failure(store.commit([[{ key: 'a', value: 1 }]])),
		store.read(['key 0']).then(({ entries }) => entries[0]?.version),
	]);
	expect(performance.now() - start).toBeLessThan(2_300);
	expect(commit.message).toMatch(
		/is locked by another process: end the program that holds it open\.$|did not answer within two seconds/,
	);
	expect(read).toBe(1);
	await other.all('ROLLBACK');
	await other.close();
	expect(await store.commit([[{ key: 'a', expected: 0, value: 1 }]])).toEqual([true]);
});

test('commits that were given up before their turn are not written later', async () => {
	const file = await fileWith(1);
	let isHeld = true;
	let letGo = (): void => undefined;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	/** The first commit hangs, as on a disk that does not answer. */
	const store = open(file, {
		open: (done) => {
			const database = new Database(file, done);
			const prepare = database.prepare.bind(database);
			database.prepare = ((sql: string, prepared: (error: Error | null) => void) => {
				if (sql !== 'BEGIN IMMEDIATE' || !isHeld) return prepare(sql, prepared);
				isHeld = false;
				return prepare(sql, (error: Error | null) => void held.then(() => prepared(error)));
			}) as typeof database.prepare;
			return database;
		},
	});
	const first = failure(store.commit([[{ key: 'first', value: 1 }]]));
	const second = failure(store.commit([[{ key: 'second', value: 1 }]]));
	for (const { message } of await Promise.all([first, second]))
		expect(message).toMatch(/did not answer within two seconds/);
	letGo();
	expect(await store.commit([[{ key: 'third', value: 1 }]])).toEqual([true]);
	const { entries } = await store.read(['first', 'second', 'third']);
	expect(entries.map((entry) => entry?.key)).toEqual(['first', undefined, 'third']);
});

describe('the schema', () => {
	test('newer than this version knows is refused', async () => {
		const file = await fileWith(1);
		const other = await connectSqlite((done) => new Database(file, done), 0);
		await other.exec('PRAGMA user_version = 9');
		await other.close();
		const error = await failure(open(file).read(['key 0']));
		expect(error).toBeInstanceOf(StoreUnusable);
		expect(error.message).toMatch(
			/written by a newer version of this package \(its schema is 9, and this version knows 1\)/,
		);
	});
	test('is brought up to date once by three that try at the same time, with the entries in it', async () => {
		const file = await fileWith(3);
		const migrations = [
			'SELECT no_such_column',
			'ALTER TABLE entries ADD COLUMN note TEXT',
			'UPDATE entries SET note = key',
		];
		const connections = await Promise.all(
			Array.from({ length: 3 }, async () => await connectSqlite((done) => new Database(file, done), 1_500)),
		);
		await Promise.all(connections.map(async (connection) => await prepareSqlite(connection, migrations)));
		expect(await connections[0].all('PRAGMA user_version')).toEqual([{ user_version: 3 }]);
		expect(await connections[2].all('SELECT key, note FROM entries ORDER BY key LIMIT 1')).toEqual([
			{ key: 'key 0', note: 'key 0' },
		]);
		await Promise.all(connections.map(async (connection) => await connection.close()));
	});
	test('stays as it was when a step fails', async () => {
		const file = await fileWith(1);
		const connection = await connectSqlite((done) => new Database(file, done), 0);
		const migrations = ['', 'ALTER TABLE entries ADD COLUMN note TEXT; SELECT no_such_column'];
		await expect(prepareSqlite(connection, migrations)).rejects.toThrow('no such column');
		expect(await connection.all('PRAGMA user_version')).toEqual([{ user_version: 1 }]);
		await connection.close();
		expect((await open(file).read(['key 0'])).entries).toMatchObject([{ version: 1 }]);
	});
});

test('a place where SQLite cannot keep a write-ahead log is refused with what to do', async () => {
	// SQLite keeps none for a database in memory, and says so in the same words as for a file system without shared memory.
	const error = await failure(open(':memory:').check());
	expect(error).toBeInstanceOf(StoreUnusable);
	expect(error.message).toMatch(/put n8n's folder on a local disk, or choose PostgreSQL or Redis/);
});

test('what is removed is not left in the file', async () => {
	const file = newFile();
	const store = openStore({ kind: 'sqlite', file });
	await store.commit([[{ key: 'contact', value: { phone: '+12025550123', note: 'x'.repeat(9_000) } }]]);
	await store.commit([[{ key: 'contact' }]]);
	await store.close();
	expect(readFileSync(file).includes('+12025550123')).toBe(false);
});

test('a closed store says that it is closed', async () => {
	const store = openSqlite(newFile());
	await store.close();
	await expect(store.read(['a'])).rejects.toThrow('The call store was closed');
});
