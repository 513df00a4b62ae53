/** GoHighLevel's webhook through the custom trunk, as docs/workflows/README.md and its workflow set it up. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { custom } from '../../nodes/domain/trunk/adapters/custom';
import { verifySignature } from '../../nodes/domain/webhook/signature';
import { mapWith } from '../disposition/mapWith';
import { RECEIVED_AT } from './fixture';

const page = readFileSync(join(__dirname, '../../docs/workflows/README.md'), 'utf8');
const [customEventFields, customEventNames, customRequiredValues] = [
	...page.slice(page.indexOf('## GoHighLevel')).matchAll(/```json\n([^`]+)```/g),
].map(([, json]) => json);
const SETTINGS = { provider: 'custom', customEventFields, customEventNames, customRequiredValues };

/** https://marketplace.gohighlevel.com/docs/webhook/OutboundMessage , a call, at the location that the page names. */
const CALL = {
	type: 'OutboundMessage',
	locationId: 'yourLocationId000001',
	attachments: [],
	contactId: '9VEmS0si86GW6gXWU89b',
	conversationId: 'ceHRNjJFvuBv2l3EPGRc',
	dateAdded: '2026-06-04T09:17:45.000Z',
	direction: 'outbound',
	messageType: 'CALL',
	userId: 'ABCHkzuJQ8ZMd4Te84GK',
	messageId: 'nTXBPP1ozdPjfeO4mVPZ',
	status: 'completed',
	callDuration: 120,
	callStatus: 'completed',
};
const read = (body: unknown, settings: Record<string, string> = SETTINGS) =>
	custom.readEvent({ body, headers: {}, receivedAt: RECEIVED_AT }, settings);

test('a call of the location is read', () => {
	expect(read(CALL)).toMatchObject({
		kind: 'event',
		event: {
			event: 'completed',
			callUuid: 'nTXBPP1ozdPjfeO4mVPZ',
			contactId: '9VEmS0si86GW6gXWU89b',
			durationSeconds: 120,
		},
	});
});

test.each([
	['voicemail', 12, 'voicemail'],
	['no-answer', 0, 'noAnswer'],
	['busy', 0, 'busy'],
	['completed', 120, 'connected'],
])('the call status %s needs no rule of its own', (callStatus, callDuration, outcome) => {
	const reading = read({ ...CALL, callStatus, callDuration });
	if (reading.kind !== 'event') throw new Error(reading.kind);
	expect(mapWith(reading.event).outcome).toBe(outcome);
});

test.each([
	['another location', { ...CALL, locationId: 'anotherLocation00001' }],
	['no location', { ...CALL, locationId: undefined }],
	['a location in a list', { ...CALL, locationId: ['yourLocationId000001'] }],
])('a call of %s, which the platform signs with the same key, is refused', (_what, body) => {
	expect(read(body)).toMatchObject({ kind: 'invalid', rule: expect.stringMatching(/^The field locationId .*\.$/) });
});

test.each(['{"locationId": {}}', '{"locationId": ""}', '{"locationId": "{from}"}', '["locationId"]', '{'])(
	'the requirement %s lets nobody in instead of everybody',
	(required) => {
		expect(read({ ...CALL, locationId: undefined }, { ...SETTINGS, customRequiredValues: required })).toMatchObject({
			kind: 'invalid',
		});
	},
);

test('the workflow checks the signature that the platform sends since July 2026', () => {
	const file = readFileSync(join(__dirname, '../../workflows/gohighlevel-in.json'), 'utf8');
	const trigger = (
		JSON.parse(file) as { nodes: Array<{ name: string; parameters: Record<string, unknown> }> }
	).nodes.find(({ name }) => name === 'Call Event Trigger');
	expect(trigger?.parameters).toMatchObject({
		signature: 'publicKey',
		signatureSettings: { algorithm: 'ed25519', header: 'x-ghl-signature' },
	});
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const rawBody = Buffer.from(JSON.stringify(CALL));
	const headers = { 'x-ghl-signature': sign(null, rawBody, privateKey).toString('base64') };
	const scheme = { scheme: 'publicKey', algorithm: 'ed25519', header: 'x-ghl-signature' } as const;
	const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
	const clock = { nowMs: Date.now(), toleranceSeconds: 300 };
	expect(verifySignature(scheme, { rawBody, headers, url: '' }, [pem], clock)).toBeUndefined();
	const forged = { rawBody: Buffer.concat([rawBody, Buffer.from(' ')]), headers, url: '' };
	expect(verifySignature(scheme, forged, [pem], clock)).toContain('x-ghl-signature');
});
