import { generateKeyPairSync, sign } from 'node:crypto';
import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';
import Telnyx from 'telnyx';
import { checkVector as check } from '../support/signatureVector';

/** The library of Twilio has a file of its own. */
const body = JSON.stringify({ event: 'call.completed', name: 'Zoë ☎' });
const seconds = 1_700_000_000;

test('standardwebhooks', () => {
	const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
	const signature = new Webhook(secret).sign('msg_1', new Date(seconds * 1000), body);
	const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds), 'webhook-signature': signature };
	expect(check({ scheme: { scheme: 'standardWebhooks' }, secret, body, headers, seconds })).toBeUndefined();
});

test('stripe', () => {
	const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_test', timestamp: seconds });
	const scheme = { scheme: 'timestampedHmac', header: 'stripe-signature' } as const;
	expect(
		check({ scheme, secret: 'whsec_test', body, headers: { 'stripe-signature': header }, seconds }),
	).toBeUndefined();
});

test("what Telnyx' library accepts, we accept", async () => {
	const { privateKey, publicKey } = generateKeyPairSync('ed25519');
	const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
	const now = Math.floor(Date.now() / 1000);
	const headers = {
		'telnyx-timestamp': String(now),
		'telnyx-signature-ed25519': sign(null, Buffer.from(`${now}|${body}`), privateKey).toString('base64'),
	};
	await expect(new Telnyx({ apiKey: 'none', publicKey: key }).webhooks.unwrap(body, { headers })).resolves.toEqual(
		JSON.parse(body),
	);
	const scheme = {
		scheme: 'publicKey',
		algorithm: 'ed25519',
		header: 'telnyx-signature-ed25519',
		timestampHeader: 'telnyx-timestamp',
	} as const;
	expect(check({ scheme, secret: key, body, headers, seconds: now })).toBeUndefined();
	expect(check({ scheme, secret: key, body, headers: { ...headers, 'telnyx-timestamp': '' }, seconds: now })).toContain(
		'telnyx-timestamp',
	);
});
