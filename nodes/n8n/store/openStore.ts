import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Store } from '../../domain/store/store';
import { cachedCredentials, type CredentialContext } from '../processState/cachedCredentials';
import { bounded, type Connection } from './connection';
import { connectPostgres } from './connectPostgres';
import { connectRedis } from './connectRedis';

export type StoreKind = 'redis' | 'postgres';

interface StoreType {
	credential: string;
	connect: (credential: ICredentialDataDecryptedObject) => Connection;
}

export const STORE_TYPES: Readonly<Record<StoreKind, StoreType>> = {
	redis: { credential: 'ledgerRedisApi', connect: connectRedis },
	postgres: { credential: 'ledgerPostgresApi', connect: connectPostgres },
};

/** More would be a credential edited again and again; the oldest connection is then closed. */
const MAX_CONNECTIONS = 8;
const connections = new Map<string, { connection: Connection; store: Store }>();

/**
 * The shared store of a node, over one connection per credential and process.
 * Connecting happens behind the scenes: a server that is down makes the store's calls reject, not this one.
 */
export async function openStore(context: CredentialContext, kind: StoreKind): Promise<Store> {
	const { credential, connect } = STORE_TYPES[kind];
	const data = await cachedCredentials(context, credential);
	const identity = `${kind} ${JSON.stringify(data)}`;
	const standing = connections.get(identity);
	if (standing) return standing.store;
	const connection = connect(data);
	const store = bounded(connection.store);
	connections.set(identity, { connection, store });
	if (connections.size > MAX_CONNECTIONS) closeOldest();
	return store;
}

function closeOldest(): void {
	const [[identity, { connection }]] = connections;
	connections.delete(identity);
	connection.close().catch(() => undefined);
}
