import { statSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import { InstanceSettings } from 'n8n-core';
import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { authenticate } from '../../nodes/n8n/http/authenticate';
import { checkCallStore, openCallStore } from '../../nodes/n8n/store/openCallStore';
import type { CredentialContext } from '../../nodes/n8n/processState/cachedCredentials';
import { freePort } from '../../tooling/process/freePort';
import { describeWith, openDatabase, POSTGRES, REDIS } from '../support/servers';

const with_ = (credential: ICredentialDataDecryptedObject): CredentialContext => ({
	getNode: () => ({ credentials: {} }) as ReturnType<CredentialContext['getNode']>,
	getCredentials: async () => credential,
});
const TRUNK = { provider: 'unlimCall', unlimCallBaseUrl: 'https://api.unlimcall.com', accessToken: 'secret-token' };
const REDIS_STORE = {
	callStore: 'redis',
	storeHost: REDIS.host,
	storeRedisPort: REDIS.port,
	storeKeyPrefix: 'open-test',
};
const POSTGRES_STORE = {
	callStore: 'postgres',
	storeHost: POSTGRES.host,
	storePostgresPort: POSTGRES.port,
	storeUser: POSTGRES.user,
	storePassword: POSTGRES.password ?? '',
	storeTable: 'sip_trunk_store',
};

describe('the embedded store', () => {
	const file = (): string => join(Container.get(InstanceSettings).n8nFolder, 'sip-trunk-call-store.sqlite');

	test('is used when the credential says nothing', async () => {
		const store = await openCallStore(with_({}));
		await store.commit([[{ key: 'a', value: 1 }]]);
		expect((await store.read(['a'])).entries).toMatchObject([{ value: 1 }]);
		expect(await checkCallStore(with_({ callStore: 'embedded' }))).toEqual([]);
	});
	test("is a file in n8n's folder that only n8n's user may read", async () => {
		await (await openCallStore(with_({}))).commit([[{ key: 'a', value: 1 }]]);
		const modes = ['', '-wal', '-shm'].map((suffix) => statSync(file() + suffix).mode & 0o777);
		expect(modes).toEqual([0o600, 0o600, 0o600]);
	});
	test('is opened once for all nodes', async () => {
		const [first, second] = [with_({ accessToken: 'a' }), with_({ accessToken: 'b', callStore: 'embedded' })];
		expect(await openCallStore(first)).toBe(await openCallStore(second));
	});
	test('is refused in queue mode', async () => {
		const { executions } = Container.get(GlobalConfig);
		const before = executions.mode;
		executions.mode = 'queue';
		try {
			await expect(openCallStore(with_({}))).rejects.toThrow(
				/cannot be embedded in queue mode.*choose PostgreSQL or Redis/,
			);
		} finally {
			executions.mode = before;
		}
	});
	test('is refused in a multi-main n8n', async () => {
		const settings = Container.get(InstanceSettings);
		settings.setMultiMainEnabled(true);
		settings.setMultiMainLicensed(true);
		try {
			await expect(checkCallStore(with_({}))).rejects.toThrow(/cannot be embedded in a multi-main n8n/);
		} finally {
			settings.setMultiMainEnabled(false);
		}
	});
});

describeWith('Redis', 'a store in Redis', () => {
	test('is opened once for the same settings, and apart for others', async () => {
		const store = await openCallStore(with_(REDIS_STORE));
		expect(await openCallStore(with_({ ...REDIS_STORE, signingSecret: 'x' }))).toBe(store);
		const other = await openCallStore(with_({ ...REDIS_STORE, storeKeyPrefix: 'open-test-other' }));
		expect(other).not.toBe(store);
		await store.commit([[{ key: 'a', value: 1, keepMs: 0 }]]);
		expect((await other.read(['a'])).entries).toEqual([undefined]);
		await store.sweep(10);
		await Promise.all([store.close(), other.close()]);
	});
});

describeWith('PostgreSQL', 'a store in PostgreSQL', () => {
	test('is opened once for the same settings', async () => {
		const database = await openDatabase();
		const settings = { ...POSTGRES_STORE, storeDatabase: database.config.database as string };
		const store = await openCallStore(with_(settings));
		expect(await openCallStore(with_({ ...settings, accessToken: 'x' }))).toBe(store);
		await store.commit([[{ key: 'a', value: 1 }]]);
		expect(await checkCallStore(with_(settings))).toEqual([]);
		await store.close();
		await database.close();
	});
});

describe("the credential's test", () => {
	const probe = async (store: ICredentialDataDecryptedObject): Promise<unknown> =>
		await authenticate({ ...TRUNK, ...store }, { url: '/' });

	test('asks the trunk when the store works', async () => {
		await expect(probe({})).resolves.toMatchObject({ url: expect.stringContaining('https://') });
	});
	test.each([
		['Redis', { callStore: 'redis', storeHost: '127.0.0.1', storeKeyPrefix: 'x', storePassword: 'hunter2' }],
		['PostgreSQL', { ...POSTGRES_STORE, storeHost: '127.0.0.1', storeDatabase: 'postgres', storePassword: 'hunter2' }],
	])('says in one sentence that %s is away, and no secret', async (name, store) => {
		const port = await freePort();
		const failure: unknown = await probe({ ...store, storeRedisPort: port, storePostgresPort: port }).catch(
			(error: unknown) => error,
		);
		expect(failure).toBeInstanceOf(UserError);
		const { message } = failure as UserError;
		expect(message).toMatch(new RegExp(`^The call store's ${name} \\(.*${port}.*\\) refused the connection: .*\\.$`));
		expect(message).not.toMatch(/hunter2|secret-token/);
	});
	test('says what is wrong with the settings', async () => {
		await expect(probe({ ...POSTGRES_STORE, storeDatabase: 'x', storeTable: 'a; DROP' })).rejects.toThrow(
			'Table in the SIP Trunk API credential is "a; DROP"',
		);
	});
});
