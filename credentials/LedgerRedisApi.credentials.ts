import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A Redis that several n8n processes share; tested by the node that uses it, because Redis speaks no HTTP. */
export class LedgerRedisApi implements ICredentialType {
	name = 'ledgerRedisApi';

	displayName = 'Ledger Redis API';

	icon: Icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-sip-trunk/n8n-nodes-sip-trunk/blob/main/docs/queue-mode.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			placeholder: 'e.g. redis',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 6379,
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			description: 'Leave empty for the default user',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Database Number',
			name: 'database',
			type: 'number',
			default: 0,
		},
		{
			displayName: 'TLS',
			name: 'tls',
			type: 'boolean',
			default: false,
			description: 'Whether to connect with TLS and check the certificate',
		},
		{
			displayName: 'Key Prefix',
			name: 'keyPrefix',
			type: 'string',
			default: 'n8n-sip-trunk:',
			description: 'Put before every key, so that one Redis can serve several installations',
		},
	];
}
