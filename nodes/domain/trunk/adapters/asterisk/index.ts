import { asFields, asText, compact, own } from '../../event/payload';
import type { TrunkProvider, TrunkRequest } from '../../provider';
import { recordings } from '../../response/recordings';
import { invalid, isInvalid, type Invalid } from '../../../result';
import { placeCall } from './placeCall';
import { readChannel, readPlaced } from './readChannel';
import { readEvent } from './readEvent';
import { refuses } from './refuses';
import { contactDialString, CREDENTIAL_FIELDS } from './settings';

const channelPath = (callUuid: string): string => `/ari/channels/${encodeURIComponent(callUuid)}`;
const recordingPath = (name: string): string => `/ari/recordings/stored/${encodeURIComponent(name)}`;

/**
 * Asterisk and FreePBX: calls through Asterisk's REST interface, events from `examples/asterisk/extensions_n8n.conf`.
 * https://docs.asterisk.org/Latest_API/API_Documentation/Asterisk_REST_Interface/
 */
export const asterisk: TrunkProvider = {
	id: 'asterisk',
	displayName: 'Asterisk',
	seat: 'an extension',
	baseUrl: {
		name: 'asteriskBaseUrl',
		displayName: 'Base URL',
		default: '',
		placeholder: 'e.g. https://pbx.example.com:8089',
		description: "Where Asterisk's HTTP server listens, with the prefix of http.conf if there is one, without /ari",
	},
	credentialFields: CREDENTIAL_FIELDS,
	secretNames: { accessToken: 'ARI Password' },
	signature: { scheme: 'formToken', field: 'secret' },
	callOptions: ['ringsFirst', 'timeLimitSeconds', 'callerName', 'sipHeaders', 'sendDigits'],
	ringsFirst: ['agent', 'contact'],
	takesCallUuid: true,
	dialedFields: [
		'endpoint',
		'extension',
		'context',
		'priority',
		'label',
		'app',
		'appArgs',
		'callerId',
		'originator',
		'channelId',
		'otherChannelId',
		'variables',
	],
	authorize: ({ asteriskUser, accessToken }) => ({
		Authorization: `Basic ${Buffer.from(`${asText(asteriskUser) ?? 'n8n'}:${String(accessToken ?? '').trim()}`).toString('base64')}`,
	}),
	probe: () => ({ method: 'GET', path: '/ari/asterisk/info?only=system' }),
	placeCall,
	readPlaced,
	refuses,
	readEvent,
	getCall: { request: (callUuid) => ({ method: 'GET', path: channelPath(callUuid) }), read: readChannel },
	hangUp: (callUuid) => ({ method: 'DELETE', path: channelPath(callUuid) }),
	transfer({ callUuid, to, from }, settings): TrunkRequest | Invalid {
		const dial = contactDialString(to, settings);
		if (isInvalid(dial)) return dial;
		const variables = compact({ __N8N_OF: callUuid, __N8N_TRANSFER_DIAL: dial, __N8N_TRANSFER_FROM: from });
		// A channel that runs the dialplan of the transfer and ends: the REST interface redirects none outside Stasis.
		const endpoint = 'Local/s@n8n-transfer/n';
		return {
			method: 'POST',
			path: '/ari/channels',
			body: { endpoint, context: 'n8n-transfer', extension: 'h', priority: 1, variables },
		};
	},
	recording: {
		request: (callUuid) => ({ method: 'GET', path: recordingPath(`n8n-${callUuid}`) }),
		read(body) {
			const fields = asFields(body);
			const name = fields && asText(own(fields, 'name'));
			if (name === undefined) return invalid("Asterisk's answer is not a recording.");
			return recordings([{ kind: 'path', path: `${recordingPath(name)}/file`, contentType: 'audio/wav' }]);
		},
		absentStatus: 404,
	},
};
