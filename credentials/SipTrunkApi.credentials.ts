import type {
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { authenticate } from '../nodes/n8n/http/authenticate';
import { callStoreFields } from '../nodes/n8n/store/credentialFields';
import { providers } from '../nodes/domain/trunk';
import type { CredentialField, TrunkProvider } from '../nodes/domain/trunk/provider';

/** A provider's own fields show for that provider only, so that a new one never touches a saved credential. */
const fieldsOf = (id: string, fields: readonly CredentialField[]): INodeProperties[] =>
	fields.map(({ secret, rows, isPlace: _isPlace, isPublic: _isPublic, ...field }) => ({
		...field,
		type: 'string',
		typeOptions: { password: secret, rows },
		displayOptions: { show: { provider: [id] } },
	}));

type SecretName = keyof NonNullable<TrunkProvider['secretNames']>;

/** One field of the credential under the label that each provider's console has for it. */
function secretFields(name: SecretName, label: string, description: string): INodeProperties[] {
	const labelOf = ({ secretNames }: TrunkProvider): string => secretNames?.[name] ?? label;
	const labels = new Set(Object.values(providers).map(labelOf));
	return [...labels].map((displayName) => ({
		displayName,
		name,
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description,
		displayOptions: {
			show: { provider: Object.keys(providers).filter((id) => labelOf(providers[id]) === displayName) },
		},
	}));
}

const byName = (one: INodePropertyOptions, other: INodePropertyOptions): number => one.name.localeCompare(other.name);

export class SipTrunkApi implements ICredentialType {
	name = 'sipTrunkApi';

	displayName = 'SIP Trunk API';

	icon: Icon = { light: 'file:sipTrunk.svg', dark: 'file:sipTrunk.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-sip-trunk/n8n-nodes-sip-trunk/blob/main/docs/providers/README.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			options: Object.values(providers)
				.map(({ id, displayName }) => ({ name: displayName, value: id }))
				.sort(byName),
			default: '',
			required: true,
			description: 'The trunk that places the calls and sends their events',
		},
		...Object.values(providers).flatMap(({ id, baseUrl, credentialFields = [] }) =>
			fieldsOf(id, [baseUrl, ...credentialFields]),
		),
		...secretFields('accessToken', 'Access Token', 'The API key or token that the provider issued for server-side use'),
		...secretFields(
			'signingSecret',
			'Signing Secret',
			'What the provider signs its webhook deliveries with: a secret, a public key, or a token that it sends back. Twilio signs with the Auth Token, so it needs none. Without it, the trigger refuses every event.',
		),
		{
			displayName: 'Previous Signing Secret',
			name: 'previousSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Also accepted while the secret is being rotated. Leave empty otherwise.',
		},
		{
			displayName: 'Event URL',
			name: 'eventUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/webhook/5f1c/call-events',
			description:
				'The production URL of the Call Event Trigger: the trunk is told with each call that its events go there, unless Place Call names another URL',
			displayOptions: { show: { provider: Object.keys(providers).filter((id) => providers[id].eventUrl) } },
		},
		{
			displayName: 'Allow Private Host',
			name: 'allowPrivateHost',
			type: 'boolean',
			default: false,
			description:
				'Whether the base URL may be a host inside your network, such as a PBX on the LAN or the simulator, also over http://',
		},
		...callStoreFields,
	];

	authenticate = authenticate;

	/** Base URL and path differ per provider, so `authenticate` fills in the provider's own probe. */
	test: ICredentialTestRequest = {
		request: { url: '/' },
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'The trunk refused the access token: copy it again from the portal' },
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"The trunk knows the token but refuses it: the account may be suspended, or this server's address is not on its list",
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no such API at the base URL: check its path' },
			},
		],
	};
}
