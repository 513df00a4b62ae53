import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A PostgreSQL that several n8n processes share; tested by the node that uses it, because it speaks no HTTP. */
export class LedgerPostgresApi implements ICredentialType {
	name = 'ledgerPostgresApi';

	displayName = 'Ledger Postgres API';

	icon: Icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-sip-trunk/n8n-nodes-sip-trunk/blob/main/docs/queue-mode.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			placeholder: 'e.g. postgres',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: 'postgres',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'postgres',
		},
		{
			displayName: 'Table',
			name: 'table',
			type: 'string',
			default: 'sip_trunk_ledger',
			description: 'Created on first use; may be qualified with a schema',
			placeholder: 'e.g. n8n.sip_trunk_ledger',
		},
		{
			displayName: 'TLS',
			name: 'tls',
			type: 'boolean',
			default: false,
			description: 'Whether to connect with TLS and check the certificate',
		},
	];
}
