import { readText } from '../readText';
import { invalid, isInvalid, type Invalid } from '../result';

export interface PostgresSettings {
	kind: 'postgres';
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	tls: boolean;
	/** A plain or schema-qualified identifier. */
	table: string;
}

export interface RedisSettings {
	kind: 'redis';
	host: string;
	port: number;
	database: number;
	/** Empty for the default user. */
	user: string;
	password: string;
	tls: boolean;
	keyPrefix: string;
}

export type StoreSettings = { kind: 'embedded' } | PostgresSettings | RedisSettings;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,50}(\.[A-Za-z_][A-Za-z0-9_]{0,50})?$/;
const KEY_PREFIX = /^[^{}\s]{1,100}$/;
const MAX_PORT = 65_535;

/** Where the package remembers, as a SIP Trunk API credential says it. */
export function readStoreSettings(credential: Readonly<Record<string, unknown>>): StoreSettings | Invalid {
	switch (credential.callStore ?? 'embedded') {
		case 'embedded':
			return { kind: 'embedded' };
		case 'postgres':
			return readPostgres(credential);
		case 'redis':
			return readRedis(credential);
		default:
			return invalid(
				'The SIP Trunk API credential has a call store that this version does not know: open it and choose one.',
			);
	}
}

function readPostgres(credential: Readonly<Record<string, unknown>>): PostgresSettings | Invalid {
	const server = readServer(credential, 'storePostgresPort');
	if (isInvalid(server)) return server;
	const database = readText(credential.storeDatabase, 'Database');
	const table = String(credential.storeTable ?? '').trim();
	if (isInvalid(database)) return database;
	if (!database || !server.user)
		return invalid('The SIP Trunk API credential needs a user and a database for its call store in PostgreSQL.');
	if (!IDENTIFIER.test(table))
		return invalid(
			`Table in the SIP Trunk API credential is ${JSON.stringify(table)}: enter a plain name, e.g. sip_trunk_store or n8n.sip_trunk_store.`,
		);
	return { kind: 'postgres', ...server, database, table };
}

function readRedis(credential: Readonly<Record<string, unknown>>): RedisSettings | Invalid {
	const server = readServer(credential, 'storeRedisPort');
	if (isInvalid(server)) return server;
	const database = Number(credential.storeDatabaseNumber ?? 0);
	const keyPrefix = String(credential.storeKeyPrefix ?? '').trim();
	if (!Number.isInteger(database) || database < 0)
		return invalid(
			`Database Number in the SIP Trunk API credential is ${JSON.stringify(credential.storeDatabaseNumber)}: enter a whole number from 0.`,
		);
	if (!KEY_PREFIX.test(keyPrefix))
		return invalid(
			`Key Prefix in the SIP Trunk API credential is ${JSON.stringify(keyPrefix)}: enter 1 to 100 characters without spaces and braces, e.g. n8n-sip-trunk.`,
		);
	return { kind: 'redis', ...server, database, keyPrefix };
}

type Server = Pick<PostgresSettings, 'host' | 'port' | 'user' | 'password' | 'tls'>;

function readServer(credential: Readonly<Record<string, unknown>>, portName: string): Server | Invalid {
	const host = readText(credential.storeHost, 'Host');
	const user = readText(credential.storeUser, 'User');
	const port = Number(credential[portName]);
	if (isInvalid(host)) return host;
	if (isInvalid(user)) return user;
	if (!host) return invalid('The SIP Trunk API credential needs the host of its call store.');
	if (!Number.isInteger(port) || port < 1 || port > MAX_PORT)
		return invalid(
			`Port in the SIP Trunk API credential is ${JSON.stringify(credential[portName])}: enter a whole number from 1 to ${MAX_PORT}.`,
		);
	return {
		host,
		port,
		user: user ?? '',
		password: String(credential.storePassword ?? ''),
		tls: credential.storeTls === true,
	};
}
