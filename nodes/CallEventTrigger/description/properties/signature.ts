import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TOLERANCE_SECONDS } from '../../../domain/webhook/signature';
import { DEFAULT_HEADER } from '../../signatureScheme';

export const signatureProperties: INodeProperties[] = [
	{
		displayName: 'Signature',
		name: 'signature',
		type: 'options',
		options: [
			{
				name: 'As the Provider Signs',
				value: 'provider',
				description: 'The scheme that the provider of the credential is known to use',
			},
			{ name: 'HMAC-SHA256', value: 'hmac', description: 'Of the raw body, in one header' },
			{ name: 'HMAC-SHA256 with Timestamp', value: 'timestampedHmac', description: 'In one header: t=…,v1=…' },
			{ name: 'None', value: 'none', description: 'Anyone who knows the URL can send events' },
			{
				name: 'Public Key',
				value: 'publicKey',
				description: 'Ed25519 or RSA-SHA256; enter the public key as Signing Secret in the credential',
			},
			{ name: 'Shared Token', value: 'sharedToken', description: 'The signing secret itself, repeated in a header' },
			{
				name: 'Standard Webhooks',
				value: 'standardWebhooks',
				description: 'Webhook-ID, webhook-timestamp and webhook-signature',
			},
		],
		default: 'provider',
		description: 'How the trigger verifies that a delivery comes from the trunk. The secret is in the credential.',
	},
	{
		displayName:
			'Without a signature anyone who learns the URL can send call events into this workflow. Use it only behind a network that lets nobody else in.',
		name: 'signatureNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { signature: ['none'] } },
	},
	{
		displayName: 'Signature Settings',
		name: 'signatureSettings',
		type: 'collection',
		placeholder: 'Add setting',
		default: {},
		displayOptions: { hide: { signature: ['none', 'provider'] } },
		options: [
			{
				displayName: 'Algorithm',
				name: 'algorithm',
				type: 'options',
				options: [
					{ name: 'Ed25519', value: 'ed25519' },
					{ name: 'RSA-SHA256', value: 'rsa-sha256' },
				],
				default: 'ed25519',
				displayOptions: { show: { '/signature': ['publicKey'] } },
			},
			{
				displayName: 'Encoding',
				name: 'encoding',
				type: 'options',
				options: [
					{ name: 'Base64', value: 'base64' },
					{ name: 'Hex', value: 'hex' },
				],
				default: 'hex',
				displayOptions: { show: { '/signature': ['hmac'] } },
			},
			{
				displayName: 'Header',
				name: 'header',
				type: 'string',
				default: DEFAULT_HEADER,
				placeholder: 'e.g. X-Signature',
				displayOptions: { show: { '/signature': ['hmac', 'publicKey', 'sharedToken', 'timestampedHmac'] } },
			},
			{
				displayName: 'Prefix',
				name: 'prefix',
				type: 'string',
				default: '',
				placeholder: 'e.g. sha256=',
				description:
					'What comes before the signature or token in the header. Without this setting, sha256= for HMAC and nothing for a token.',
				displayOptions: { show: { '/signature': ['hmac', 'sharedToken'] } },
			},
			{
				displayName: 'Timestamp Header',
				name: 'timestampHeader',
				type: 'string',
				default: '',
				placeholder: 'e.g. Telnyx-Timestamp',
				description: 'When set, the timestamp and a vertical bar are signed before the body',
				displayOptions: { show: { '/signature': ['publicKey'] } },
			},
			{
				displayName: 'Tolerance (Seconds)',
				name: 'toleranceSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_TOLERANCE_SECONDS,
				description: 'How far a signed timestamp may be from the clock of n8n, in both directions',
				displayOptions: { show: { '/signature': ['publicKey', 'standardWebhooks', 'timestampedHmac'] } },
			},
		],
	},
];
