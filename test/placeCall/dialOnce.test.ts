import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
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

	test('is not dialed again after the trunk fell silent, and gets the call that the trunk lists', async () => {
		const silent = { to: '+4930123456790', options: { requestTimeout: 1 } };
		await expect(trunk.place(silent)).rejects.toThrow(/unknown/);
		const [{ json }] = await trunk.place(silent);
		expect(json).toMatchObject({ callUuid: trunk.simulator.calls[0].id, dedupe: 'alreadyDialed' });
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
			/^Client Reference: ".+" was already used for another destination/,
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

/** Another n8n process, which may be killed. */
function startProcess(run: Partial<FakeRun>, store: ICredentialDataDecryptedObject) {
	const { credential, credentialId } = trunk;
	const whole = { credentialId, items: [{}], parameters: PARAMETERS, ...run, credential: { ...credential, ...store } };
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

/** What n8n processes that share a store promise together. */
function sharedBy(storeOf: () => ICredentialDataDecryptedObject): void {
	test('a process killed between request and answer leaves one call, and the rerun gets it', async () => {
		const run = { parameters: { ...PARAMETERS, to: '+4930123456790', clientReference: randomUUID() } };
		const crashing = startProcess(run, storeOf());
		// The trunk has the request and does not answer it: this is when the process dies.
		await until(() => trunk.simulator.calls.length === 1);
		crashing.child.kill('SIGKILL');
		await expect(crashing.answer).resolves.toBeUndefined();
		await expect(startProcess(run, storeOf()).answer).resolves.toMatchObject({
			callUuid: trunk.simulator.calls[0].id,
			dedupe: 'alreadyDialed',
		});
		expect(trunk.simulator.calls).toHaveLength(1);
	}, 60_000);

	test('a process killed while it waits for the end of a call leaves one call, and the rerun gets its outcome', async () => {
		const waiting = { askSeconds: 0.1 };
		const call = { operation: 'placeAndWait', to: '+493023125012', clientReference: randomUUID(), waiting };
		const run = { parameters: { ...PARAMETERS, ...call } };
		const crashing = startProcess(run, storeOf());
		await until(() => trunk.simulator.calls[0]?.answeredAt !== undefined);
		const answered = Date.now();
		crashing.child.kill('SIGKILL');
		await expect(crashing.answer).resolves.toBeUndefined();
		const [{ id }] = trunk.simulator.calls;
		const rerun = startProcess(run, storeOf());
		// Ninety seconds of the trunk's time: too long for a voicemail.
		await until(() => Date.now() > answered + 90);
		await trunk.run({ parameters: { resource: 'call', operation: 'hangUp', callUuid: id } });
		await expect(rerun.answer).resolves.toMatchObject({ callUuid: id, dedupe: 'alreadyDialed', outcome: 'connected' });
		expect(trunk.simulator.calls).toHaveLength(1);
	}, 60_000);

	test('two processes dial a reference once', async () => {
		const run = { parameters: { ...PARAMETERS, clientReference: randomUUID() } };
		const answers = await Promise.all([startProcess(run, storeOf()).answer, startProcess(run, storeOf()).answer]);
		expect(trunk.simulator.calls).toHaveLength(1);
		expect(answers.filter((answer) => answer?.dedupe === undefined)).toMatchObject([
			{ callUuid: trunk.simulator.calls[0].id },
		]);
	}, 60_000);
}

describe('with the embedded store', () => sharedBy(() => ({})));

describeWith('Redis', 'with a store in Redis', () => {
	let redis: ReturnType<typeof openRedis>;
	beforeAll(() => {
		redis = openRedis();
	});
	afterAll(async () => await redis.close());
	sharedBy(() => ({
		callStore: 'redis',
		storeHost: REDIS.host,
		storeRedisPort: REDIS.port,
		storeKeyPrefix: redis.prefix.replace(/:$/, ''),
	}));
});

describeWith('PostgreSQL', 'with a store in PostgreSQL', () => {
	let database: Awaited<ReturnType<typeof openDatabase>>;
	beforeAll(async () => {
		database = await openDatabase();
	});
	afterAll(async () => await database.close());
	sharedBy(() => ({
		callStore: 'postgres',
		storeHost: POSTGRES.host,
		storePostgresPort: POSTGRES.port,
		storeUser: POSTGRES.user,
		storePassword: POSTGRES.password ?? '',
		storeDatabase: String(database.config.database),
		storeTable: 'call_store',
	}));
});

test('a store that is down is one sentence, and nothing is dialed', async () => {
	const store = { callStore: 'redis', storeHost: '127.0.0.1', storeRedisPort: 9, storeKeyPrefix: 'test' };
	await expect(startProcess({}, store).answer).resolves.toMatchObject({
		error: 'The call store does not answer, so this attempt was not sent to the trunk',
		description: expect.stringContaining('Check the call store in the SIP Trunk API credential'),
	});
	expect(trunk.simulator.calls).toHaveLength(0);
});
