import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { StoreUnavailable, type CallStore } from '../../nodes/domain/store/callStore';
import { dialKey, dialOnce, type Attempt, type DialOutcome } from '../../nodes/PlaceCall/place/dialOnce';
import { memoryCallStore } from '../store/memoryCallStore';
import { until } from '../trunk/eventReceiver';
import { describeWith, openDatabase, openRedis, POSTGRES, REDIS } from '../support/servers';
import type { FakeRun } from './fakeContext';
import { PARAMETERS, useTrunk } from './harness';

const trunk = useTrunk();

describe('the same client reference', () => {
	test('is dialed once, and answers with the first call', async () => {
		const [first] = await trunk.place();
		const [second] = await trunk.place();
		expect(second.json).toEqual({ ...first.json, dedupe: 'alreadyDialed' });
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('is dialed once although fifty ask for it at the same time', async () => {
		const results = await Promise.all(Array.from({ length: 50 }, async () => await trunk.place()));
		expect(trunk.simulator.calls).toHaveLength(1);
		expect(results.filter(([{ json }]) => json.dedupe === undefined)).toHaveLength(1);
	});

	test('is not dialed again after the trunk fell silent, and says unknown', async () => {
		const silent = { to: '+4930123456790', options: { requestTimeout: 1 } };
		await expect(trunk.place(silent)).rejects.toThrow(/unknown/);
		const [{ json }] = await trunk.place(silent);
		expect(json).toMatchObject({ callUuid: null, status: 'unknown', dedupe: 'alreadyDialed' });
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('may be tried again after the trunk certainly did not dial', async () => {
		await expect(trunk.place({}, { credential: { ...trunk.credential, accessToken: 'wrong' } })).rejects.toThrow();
		const [{ json }] = await trunk.place();
		expect(json.dedupe).toBeUndefined();
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('for another destination is refused, since it would silently drop a contact', async () => {
		await trunk.place();
		await expect(trunk.place({ to: '+4930123456788' })).rejects.toThrow(
			/^Client Reference: it was used for another destination/,
		);
	});

	test('at another trunk is another call', async () => {
		await trunk.place();
		await trunk.place({}, { credentialId: randomUUID() });
		expect(trunk.simulator.calls).toHaveLength(2);
	});
});

describe('without a reference of its own', () => {
	const parameters = (): IDataObject => ({ from: '+12025550143', to: '+4930123456789' });

	test('a loop dials every item and every round', async () => {
		await trunk.run({ items: [{}, {}], parameters });
		await trunk.run({ items: [{}, {}], parameters, runIndex: 1 });
		expect(trunk.simulator.calls).toHaveLength(4);
	});

	test('"Retry On Fail" dials nobody twice', async () => {
		const secondFails = (item: number): IDataObject => ({
			...parameters(),
			to: item === 1 ? '+4930123456793' : '+4930123456789',
		});
		const flow = {};
		await expect(trunk.run({ items: [{}, {}], parameters: secondFails, flow })).rejects.toThrow();
		const [first] = await trunk.run({ items: [{}], parameters: secondFails, flow });
		expect(first.json).toMatchObject({ callUuid: trunk.simulator.calls[0].id, dedupe: 'alreadyDialed' });
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('a retried execution dials nobody twice, another execution does', async () => {
		const flow = {};
		await trunk.run({ parameters, executionId: '1', flow });
		await trunk.run({ parameters, executionId: '2', flow });
		expect(trunk.simulator.calls).toHaveLength(1);
		await trunk.run({ parameters, executionId: '3' });
		expect(trunk.simulator.calls).toHaveLength(2);
	});

	test('the reference is a UUID, which every trunk takes', async () => {
		const [{ json }] = await trunk.run({ parameters });
		expect(json.clientReference).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});
});

describe('the record of a dial attempt', () => {
	const call = { to: '+4930123456789' };
	const KEY = dialKey('ns', 'trunk', 'reference');
	let attempts = 0;
	const once = async <T>(ask: () => Promise<T>): Promise<T> => await ask();
	const attempt = (store: CallStore, changes: Partial<Attempt> = {}): Attempt => ({
		store,
		key: KEY,
		windowMs: 1_000,
		placedAt: '2026-06-04T09:14:22.000Z',
		attempt: `attempt-${(attempts += 1)}`,
		abandoned: new Set(),
		again: once,
		untilStored: async (write) => await write().then(undefined, () => undefined),
		...changes,
	});
	const placed: DialOutcome<string> = { kind: 'placed', placed: { callUuid: 'a', status: 'initiated' } };
	const recordIn = async (store: CallStore): Promise<unknown> => (await store.read([KEY])).entries[0]?.value;

	test('is written before the request leaves', async () => {
		const store = memoryCallStore(() => 0);
		let known: unknown;
		await dialOnce(call, attempt(store), async () => {
			known = await recordIn(store);
			return placed;
		});
		expect(known).toMatchObject({ to: call.to, placedAt: '2026-06-04T09:14:22.000Z' });
	});

	test('lapses with the window', async () => {
		let now = 0;
		const store = memoryCallStore(() => now);
		await dialOnce(call, attempt(store), async () => placed);
		now = 999;
		await expect(dialOnce(call, attempt(store), async () => placed)).resolves.toMatchObject({ kind: 'alreadyDialed' });
		now = 1_000;
		await expect(dialOnce(call, attempt(store), async () => placed)).resolves.toEqual(placed);
	});

	test('cannot be written: nothing is dialed', async () => {
		const refuse = async (): Promise<never> => await Promise.reject(new StoreUnavailable('down'));
		const down = { ...memoryCallStore(() => 0), commit: refuse };
		const dial = jest.fn(async () => placed);
		await expect(dialOnce(call, attempt(down), dial)).resolves.toEqual({ kind: 'unchecked' });
		expect(dial).not.toHaveBeenCalled();
	});

	/** Writes, and loses the answer, so many times. */
	const deaf = (memory: CallStore, times: number): CallStore => {
		let left = times;
		return {
			...memory,
			async commit(units) {
				const written = await memory.commit(units);
				left -= 1;
				if (left >= 0) throw new StoreUnavailable('answer lost');
				return written;
			},
		};
	};

	test('whose answer was lost is taken up by its own attempt', async () => {
		const twice: Attempt['again'] = async (ask) => await ask().catch(ask);
		const store = deaf(
			memoryCallStore(() => 0),
			1,
		);
		await expect(dialOnce(call, attempt(store, { again: twice }), async () => placed)).resolves.toEqual(placed);
	});

	test('whose answer was lost for good is given back, so that a second try dials', async () => {
		const memory = memoryCallStore(() => 0);
		const abandoned = new Set<string>();
		const away = { ...attempt(deaf(memory, 1), { abandoned }), untilStored: async () => undefined };
		await expect(dialOnce(call, away, async () => placed)).resolves.toEqual({ kind: 'unchecked' });
		expect(await recordIn(memory)).toBeDefined();
		await expect(dialOnce(call, attempt(memory, { abandoned }), async () => placed)).resolves.toEqual(placed);
	});

	test('cannot be completed: the call stands, and a rerun says unknown', async () => {
		const memory = memoryCallStore(() => 0);
		let commits = 0;
		const store: CallStore = {
			...memory,
			commit: async (units) =>
				(commits += 1) > 1 ? await Promise.reject(new StoreUnavailable('down')) : await memory.commit(units),
		};
		await expect(dialOnce(call, attempt(store), async () => placed)).resolves.toEqual(placed);
		await expect(dialOnce(call, attempt(memory), async () => placed)).resolves.toMatchObject({
			kind: 'alreadyDialed',
			callUuid: null,
			status: 'unknown',
		});
	});
});

/** Another n8n process, which may be killed. */
function startProcess(run: Partial<FakeRun>) {
	const { credential, credentialId } = trunk;
	const whole = { credential, credentialId, items: [{}], parameters: PARAMETERS, ...run };
	const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'dialProcess.ts'), JSON.stringify(whole)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => {
		printed += chunk.toString();
	});
	const answer = once(child, 'close').then(() => (printed === '' ? undefined : (JSON.parse(printed) as IDataObject)));
	return { child, answer };
}

async function survivesACrash(callStore: IDataObject): Promise<void> {
	const run = {
		credential: { ...trunk.credential, ...callStore } as FakeRun['credential'],
		parameters: { ...PARAMETERS, to: '+4930123456790', clientReference: randomUUID() },
	};
	const crashing = startProcess(run);
	// The trunk has the request and does not answer it: this is when the process dies.
	await until(() => trunk.simulator.calls.length === 1);
	crashing.child.kill('SIGKILL');
	await expect(crashing.answer).resolves.toBeUndefined();
	await expect(startProcess(run).answer).resolves.toMatchObject({
		callUuid: null,
		status: 'unknown',
		dedupe: 'alreadyDialed',
	});
	expect(trunk.simulator.calls).toHaveLength(1);
}

async function isSharedByProcesses(callStore: IDataObject): Promise<void> {
	const run = {
		credential: { ...trunk.credential, ...callStore } as FakeRun['credential'],
		parameters: { ...PARAMETERS, clientReference: randomUUID() },
	};
	const answers = await Promise.all([startProcess(run).answer, startProcess(run).answer]);
	expect(trunk.simulator.calls).toHaveLength(1);
	expect(answers.filter((answer) => answer?.dedupe === undefined)).toMatchObject([
		{ callUuid: trunk.simulator.calls[0].id },
	]);
}

test('with the embedded store, a process killed between request and answer leaves one call, and the rerun says unknown', async () => {
	await survivesACrash({});
}, 60_000);

describeWith('Redis', 'with references in Redis', () => {
	let redis: ReturnType<typeof openRedis>;
	beforeAll(() => {
		redis = openRedis();
	});
	afterAll(async () => await redis.close());
	const store = () => ({
		callStore: 'redis',
		storeHost: REDIS.host,
		storeRedisPort: REDIS.port,
		storeKeyPrefix: redis.prefix.replace(/:$/, ''),
	});

	test('a process killed between request and answer leaves one call, and the rerun says unknown', async () => {
		await survivesACrash(store());
	}, 60_000);

	test('two processes dial a reference once', async () => {
		await isSharedByProcesses(store());
	}, 60_000);
});

describeWith('PostgreSQL', 'with references in PostgreSQL', () => {
	let database: Awaited<ReturnType<typeof openDatabase>>;
	beforeAll(async () => {
		database = await openDatabase();
	});
	afterAll(async () => await database.close());
	const store = () => ({
		callStore: 'postgres',
		storeHost: POSTGRES.host,
		storePostgresPort: POSTGRES.port,
		storeUser: POSTGRES.user,
		storePassword: POSTGRES.password ?? '',
		storeDatabase: String(database.config.database),
		storeTable: 'calls',
	});

	test('a process killed between request and answer leaves one call, and the rerun says unknown', async () => {
		await survivesACrash(store());
	}, 60_000);

	test('two processes dial a reference once', async () => {
		await isSharedByProcesses(store());
	}, 60_000);
});

test('a store that is down is one sentence, and nothing is dialed', async () => {
	const callStore = { callStore: 'redis', storeHost: '127.0.0.1', storeRedisPort: 9, storeKeyPrefix: 'test' };
	const run = { credential: { ...trunk.credential, ...callStore } as FakeRun['credential'], parameters: PARAMETERS };
	await expect(startProcess(run).answer).resolves.toMatchObject({
		error: 'The call store does not answer, so nothing was dialed',
	});
	expect(trunk.simulator.calls).toHaveLength(0);
}, 60_000);

test('a reference window that is no whole number of milliseconds is as good as any', async () => {
	await trunk.place({ options: { referenceWindowHours: 32.2 } });
	await trunk.place({ options: { referenceWindowHours: 32.2 } });
	expect(trunk.simulator.calls).toHaveLength(1);
});
