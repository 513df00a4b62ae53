import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_KEEP_CALLS_DAYS } from './keepCalls';

type Kind = 'postgres' | 'redis';

const shownFor = (...kinds: Kind[]): INodeProperties['displayOptions'] => ({ show: { callStore: kinds } });
const SERVER = shownFor('postgres', 'redis');

/** Where the package remembers: the same for all nodes that use the credential. */
export const callStoreFields: INodeProperties[] = [
	{
		displayName: 'Call Store',
		name: 'callStore',
		type: 'options',
		options: [
			{
				name: 'Embedded',
				value: 'embedded',
				description: "An SQLite file in n8n's own folder, for one regular n8n process on a local disk",
			},
			{ name: 'PostgreSQL', value: 'postgres', description: 'A table of a database, for any number of n8n processes' },
			{ name: 'Redis', value: 'redis', description: 'Keys with a prefix, for any number of n8n processes' },
		],
		default: 'embedded',
		description:
			'Where events, calls and usage are remembered. Queue mode and multi-main need PostgreSQL or Redis, because their processes do not share a file.',
	},
	{
		displayName: 'Keep Calls (Days)',
		name: 'keepCallsDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_KEEP_CALLS_DAYS,
		description:
			'How long a call is remembered after its last event: its numbers, contact, times and outcome facts. At least 1.',
	},
	{
		displayName: 'Host',
		name: 'storeHost',
		type: 'string',
		default: 'localhost',
		placeholder: 'e.g. postgres',
		displayOptions: SERVER,
	},
	{
		displayName: 'Port',
		name: 'storePostgresPort',
		type: 'number',
		default: 5432,
		displayOptions: shownFor('postgres'),
	},
	{ displayName: 'Port', name: 'storeRedisPort', type: 'number', default: 6379, displayOptions: shownFor('redis') },
	{
		displayName: 'Database',
		name: 'storeDatabase',
		type: 'string',
		default: 'n8n',
		displayOptions: shownFor('postgres'),
	},
	{
		displayName: 'Database Number',
		name: 'storeDatabaseNumber',
		type: 'number',
		default: 0,
		displayOptions: shownFor('redis'),
	},
	{
		displayName: 'User',
		name: 'storeUser',
		type: 'string',
		default: '',
		description: 'For Redis, leave it empty for the default user',
		displayOptions: SERVER,
	},
	{
		displayName: 'Password',
		name: 'storePassword',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: SERVER,
	},
	{
		displayName: 'TLS',
		name: 'storeTls',
		type: 'boolean',
		default: false,
		description: "Whether to connect with TLS and check the server's certificate",
		displayOptions: SERVER,
	},
	{
		displayName: 'Table',
		name: 'storeTable',
		type: 'string',
		default: 'sip_trunk_store',
		placeholder: 'e.g. n8n.sip_trunk_store',
		description: 'Created on first use. It may have a schema in front.',
		displayOptions: shownFor('postgres'),
	},
	{
		displayName: 'Key Prefix',
		name: 'storeKeyPrefix',
		type: 'string',
		default: 'n8n-sip-trunk',
		description: 'Put before every key, so that one Redis can serve several installations',
		displayOptions: shownFor('redis'),
	},
];
