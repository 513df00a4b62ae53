import { setTimeout as pause } from 'node:timers/promises';
import { connectPostgres } from '../../nodes/n8n/store/connectPostgres';
import { connectRedis } from '../../nodes/n8n/store/connectRedis';
import { bounded, COMMAND_TIMEOUT_MS, type Connection } from '../../nodes/n8n/store/connection';
import { storeLedger } from '../../nodes/domain/inbox/storeLedger';
import { freePort } from '../../tooling/process/freePort';
import { describeWith, openDatabase, openRedis, POSTGRES, privateRedis, REDIS } from '../support/servers';
import { unreliableProxy, type UnreliableProxy } from '../support/unreliableProxy';

/** A trunk's delivery waits no longer for us. */
const PATIENCE_MS = 2_000;
const WINDOW_MS = 60_000;

async function rejectsInTime(work: Promise<unknown>): Promise<void> {
	const startedAt = performance.now();
	await expect(work).rejects.toThrow();
	expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS);
}

/** Reconnecting happens behind the scenes; a call answers again once it has. */
async function comesBack(ask: () => Promise<unknown>): Promise<void> {
	for (let tries = 0; tries < 40; tries += 1) {
		try {
			return void (await ask());
		} catch {
			await pause(100);
		}
	}
	await ask();
}

// The time limits of the last calls still run.
afterAll(() => pause(COMMAND_TIMEOUT_MS));

interface Kind {
	server: 'Redis' | 'PostgreSQL';
	target: { host: string; port: number };
	/** What stands in the request that records a key. */
	recording: string;
	/** A connection as the package makes it, and what undoes its traces. */
	connect: (port: number) => Promise<{ connection: Connection; cleanUp: () => Promise<void> }>;
}

async function throughPostgres(port: number) {
	const { config, pool, close } = await openDatabase();
	const { user, password, database } = config;
	const credential = {
		host: '127.0.0.1',
		port,
		user: String(user),
		password: String(password ?? ''),
		database: String(database),
		table: 'ledger',
	};
	return { connection: connectPostgres(credential), pool, cleanUp: close };
}

const KINDS: Kind[] = [
	{
		server: 'Redis',
		target: REDIS,
		recording: 'NX',
		async connect(port) {
			const { prefix, close } = openRedis();
			return { connection: connectRedis({ host: '127.0.0.1', port, keyPrefix: prefix }), cleanUp: close };
		},
	},
	{
		server: 'PostgreSQL',
		target: POSTGRES,
		recording: 'INSERT INTO',
		connect: throughPostgres,
	},
];

for (const { server, target, recording, connect } of KINDS) {
	describeWith(server, `a ${server} that fails`, () => {
		let proxy: UnreliableProxy;
		let connection: Connection;
		let cleanUp: () => Promise<void>;
		const ledger = () => storeLedger(bounded(connection.store), WINDOW_MS);

		beforeEach(async () => {
			proxy = await unreliableProxy(target);
			({ connection, cleanUp } = await connect(proxy.port));
		});
		afterEach(async () => {
			proxy.restore();
			await connection.close();
			await proxy.close();
			await cleanUp();
		});

		test('nothing listens: every call rejects in time', async () => {
			const { connection: nowhere, cleanUp: tidy } = await connect(await freePort());
			const store = bounded(nowhere.store);
			await rejectsInTime(store.claim('k', 'v', WINDOW_MS));
			await Promise.all(
				[store.get(['k']), store.put('k', 'v', WINDOW_MS), store.remove('k'), store.add({ k: 1 }, WINDOW_MS)].map(
					rejectsInTime,
				),
			);
			await nowhere.close();
			await tidy();
		});
		test('it accepts connections and never answers: a call rejects in time', async () => {
			proxy.hang();
			await rejectsInTime(ledger().admit('k', 'f', 'execution 1'));
		});
		test('it falls silent in the middle: a call rejects in time, and it comes back', async () => {
			expect(await ledger().admit('before', 'f', 'execution 1')).toBe('new');
			proxy.hang();
			await rejectsInTime(ledger().admit('k', 'f', 'execution 2'));
			proxy.restore();
			await comesBack(() => ledger().has(['k']));
			expect(await ledger().admit('before', 'f', 'execution 3')).toBe('duplicate');
		});
		test('it breaks off and refuses connections: a call rejects in time, and it comes back', async () => {
			expect(await ledger().admit('before', 'f', 'execution 1')).toBe('new');
			proxy.cut();
			await rejectsInTime(ledger().admit('k', 'f', 'execution 2'));
			await rejectsInTime(ledger().has(['k']));
			proxy.restore();
			await comesBack(() => ledger().has(['k']));
			expect(await ledger().admit('k', 'f', 'execution 3')).toBe('new');
		});
		test('it records a key, but its answer is lost: the same execution is told "new" when it asks again', async () => {
			await ledger().has(['k']);
			proxy.loseAnswerTo(recording);
			await rejectsInTime(ledger().admit('k', 'f', 'execution 1'));
			await comesBack(() => ledger().has(['k']));
			expect(await ledger().has(['k'])).toEqual([{ fingerprint: 'f' }]);
			expect(await ledger().admit('k', 'f', 'execution 2')).toBe('duplicate');
			expect(await ledger().admit('k', 'f', 'execution 1')).toBe('new');
		});
	});
}

describeWith('PostgreSQL', 'a PostgreSQL whose table is locked', () => {
	test('makes more calls than there are connections reject in time, and is used again', async () => {
		const { connection, pool, cleanUp } = await throughPostgres(POSTGRES.port);
		const ledger = storeLedger(bounded(connection.store), WINDOW_MS);
		try {
			await ledger.has(['k']);
			const locker = await pool().connect();
			await locker.query('BEGIN; LOCK TABLE ledger');
			await Promise.all(
				Array.from({ length: 20 }, (_, index) => rejectsInTime(ledger.admit(`key ${index}`, 'f', 'execution 1'))),
			);
			await locker.query('ROLLBACK');
			locker.release();
			await comesBack(() => ledger.has(['k']));
			expect(await ledger.admit('key 0', 'f', 'execution 1')).toBe('new');
			expect(await ledger.admit('key 0', 'f', 'execution 2')).toBe('duplicate');
		} finally {
			await connection.close();
			await cleanUp();
		}
	});
});

describeWith('Redis', 'a Redis that is stopped and started again', () => {
	test('forgets what it held in memory, and is used again', async () => {
		const redis = await privateRedis();
		const connection = connectRedis({ host: '127.0.0.1', port: redis.port });
		const ledger = storeLedger(bounded(connection.store), WINDOW_MS);
		try {
			expect(await ledger.admit('k', 'f', 'execution 1')).toBe('new');
			await redis.stop();
			await rejectsInTime(ledger.admit('k', 'f', 'execution 2'));
			await redis.start();
			await comesBack(() => ledger.has(['k']));
			expect(await ledger.admit('k', 'f', 'execution 3')).toBe('new');
		} finally {
			await connection.close();
			await redis.stop();
		}
	});
});
