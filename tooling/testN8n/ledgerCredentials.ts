import type { N8nClient } from '../n8n/n8nClient';
import type { Credential } from '../n8n/types';
import type { PrivateServer } from './privateServer';

export const createRedisCredential = async (client: N8nClient, { host, port }: PrivateServer): Promise<Credential> =>
	await client.createCredential('ledgerRedisApi', 'Ledger', { host, port, database: 0, keyPrefix: 'sip-trunk:' });

export const createPostgresCredential = async (client: N8nClient, { host, port }: PrivateServer): Promise<Credential> =>
	await client.createCredential('ledgerPostgresApi', 'Ledger', {
		host,
		port,
		user: 'postgres',
		database: 'postgres',
		table: 'sip_trunk_ledger',
	});
