import type { PrivateServer } from './privateServer';

/** The fields of a SIP Trunk API credential that choose its call store. */
export type StoreFields = Record<string, unknown>;

export const inRedis = ({ host, port }: PrivateServer): StoreFields => ({
	callStore: 'redis',
	storeHost: host,
	storeRedisPort: port,
	storeDatabaseNumber: 0,
	storeKeyPrefix: 'sip-trunk',
});

export const inPostgres = ({ host, port }: PrivateServer): StoreFields => ({
	callStore: 'postgres',
	storeHost: host,
	storePostgresPort: port,
	storeUser: 'postgres',
	storeDatabase: 'postgres',
	storeTable: 'sip_trunk_calls',
});
