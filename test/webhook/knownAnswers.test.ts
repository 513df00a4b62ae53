import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';
import Telnyx from 'telnyx';
import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { verifySignature, type SignatureScheme } from '../../nodes/shared/webhook/signature';
import { readPublicKey } from '../../nodes/shared/webhook/signature/publicKey';

interface Vector {
	scheme: SignatureScheme;
	secret: string;
	body: string | Buffer;
	headers: Record<string, string>;
	url?: string;
	seconds?: number;
}

const check = ({ scheme, secret, body, headers, url = '', seconds = 0 }: Vector): string | undefined =>
	verifySignature(scheme, { rawBody: Buffer.from(body), headers, url }, [secret], { nowMs: seconds * 1000, toleranceSeconds: 300 });

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('published vectors', () => {
	test('HMAC-SHA256: RFC 4231, test case 2', () => {
		const body = 'what do ya want for nothing?';
		const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
		const base64 = 'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=';
		const scheme = { scheme: 'hmac', header: 'X-Signature' } as const;
		expect(check({ scheme: { ...scheme, encoding: 'hex' }, secret: 'Jefe', body, headers: { 'x-signature': hex } })).toBeUndefined();
		expect(check({ scheme: { ...scheme, encoding: 'hex' }, secret: 'Jefe', body, headers: { 'x-signature': hex.toUpperCase() } })).toBeUndefined();
		expect(check({ scheme: { ...scheme, encoding: 'base64' }, secret: 'Jefe', body, headers: { 'x-signature': base64 } })).toBeUndefined();
	});

	test('the prefix of an HMAC may be left out, but not be another', () => {
		const body = 'what do ya want for nothing?';
		const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
		const scheme = { scheme: 'hmac', header: 'x-signature', encoding: 'hex', prefix: 'sha256=' } as const;
		const withValue = (value: string) => check({ scheme, secret: 'Jefe', body, headers: { 'x-signature': value } });
		expect(withValue(`sha256=${hex}`)).toBeUndefined();
		expect(withValue(hex)).toBeUndefined();
		expect(withValue(`sha512=${hex}`)).toContain('not hex');
		expect(withValue(`sha256=sha256=${hex}`)).toContain('not hex');
	});

	// Computed with: printf '1700000000.<body>' | openssl dgst -sha256 -hmac shhh
	test('timestamped HMAC, computed with openssl', () => {
		const body = '{"event":"call.completed","call_uuid":"7f2c"}';
		const digest = '804a6b38c617d1864c841ce14515079046f8b23e742e576baf3bbdcc14992f49';
		const withValue = (value: string) =>
			check({ scheme: { scheme: 'timestampedHmac', header: 'Stripe-Signature' }, secret: 'shhh', body, headers: { 'stripe-signature': value }, seconds: 1_700_000_000 });
		expect(withValue(`t=1700000000,v1=${digest}`)).toBeUndefined();
		expect(withValue(`v1=${'0'.repeat(64)},t=1700000000,v1=${digest},v0=${'0'.repeat(64)}`)).toBeUndefined();
		expect(withValue(`t=1700000000,v0=${digest}`)).toContain('No v1 signature');
		expect(withValue(`t=1700000000,t=1700000000,v1=${digest}`)).toContain('no single whole timestamp');
		expect(withValue(`v1=${digest}`)).toContain('no single whole timestamp');
		expect(withValue(`t=1700000000,v1=${digest}=`)).toContain('not hex');
		expect(withValue(`t=1700000000,v1=${digest},`)).toContain('no list');
		expect(withValue(`t=1700000000,v1=${'0'.repeat(64)}`)).toContain('matches the body');
	});

	// https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
	describe('Standard Webhooks', () => {
		const good = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
		const withHeaders = (headers: Record<string, string>, secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw') =>
			check({
				scheme: { scheme: 'standardWebhooks' },
				secret,
				body: '{"test": 2432232314}',
				headers: { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': good, ...headers },
				seconds: 1_614_265_330,
			});
		test('the library\'s own vector', () => expect(withHeaders({})).toBeUndefined());
		test('the secret without its whsec_', () => expect(withHeaders({}, 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBeUndefined());
		test('one good signature in a list', () =>
			expect(withHeaders({ 'webhook-signature': `v1,${'A'.repeat(43)}= v2,AAAA v1a,AA-_ ${good}` })).toBeUndefined());
		test('another version only', () => expect(withHeaders({ 'webhook-signature': good.replace('v1', 'v2') })).toContain('matches'));
		test('no version', () => expect(withHeaders({ 'webhook-signature': good.slice(3) })).toContain('no list'));
		test('no base64', () => expect(withHeaders({ 'webhook-signature': good.slice(0, -1) })).toContain('not base64'));
		test('another message ID', () => expect(withHeaders({ 'webhook-id': 'msg_other' })).toContain('matches'));
		test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('no %s', (name) => expect(withHeaders({ [name]: '' })).toContain('missing'));
	});

	// https://www.rfc-editor.org/rfc/rfc8032#section-7.1, tests 2 and 3
	test.each([
		[
			'3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
			'72',
			'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
		],
		[
			'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
			'af82',
			'6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
		],
	])('Ed25519: RFC 8032, key %s', (key, body, signature) => {
		const headers = { 'x-signature': Buffer.from(signature, 'hex').toString('base64') };
		const scheme = { scheme: 'publicKey', algorithm: 'ed25519', header: 'x-signature' } as const;
		expect(check({ scheme, secret: Buffer.from(key, 'hex').toString('base64'), body: Buffer.from(body, 'hex'), headers })).toBeUndefined();
	});

	// Twilio's documentation has had three callers with this token and URL; each digest is the one that it printed.
	test.each([
		['+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
		['+14158675310', 'GvWf1cFY/Q7PnoempGyD5oXAezc='],
		['+12349013030', '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
	])('Twilio: the documentation\'s call from %s', (caller, signature) => {
		const body = new URLSearchParams({ Digits: '1234', To: '+18005551212', From: caller, Caller: caller, CallSid: 'CA1234567890ABCDE' }).toString();
		const vector: Vector = {
			scheme: { scheme: 'twilio' },
			secret: '12345',
			body,
			headers: { ...FORM, 'x-twilio-signature': signature },
			url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
		};
		expect(check(vector)).toBeUndefined();
		expect(check({ ...vector, url: 'https://mycompany.com/myapp.php?foo=1' })).toContain('URL');
		expect(check({ ...vector, url: '' })).toContain('URL');
	});
});

describe('signed by the vendors\' own libraries', () => {
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
		expect(check({ scheme, secret: 'whsec_test', body, headers: { 'stripe-signature': header }, seconds })).toBeUndefined();
	});

	describe('twilio', () => {
		const signed = (url: string, fields: Record<string, string | string[]>, calledAt = url): string | undefined => {
			const form = new URLSearchParams();
			for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each);
			const headers = { ...FORM, 'x-twilio-signature': getExpectedTwilioSignature('token', url, fields) };
			return check({ scheme: { scheme: 'twilio' }, secret: 'token', body: form.toString(), headers, url: calledAt });
		};
		const fields = { To: '+14155550100', From: 'Zoë ☎', b: '', a: ['2', '1', '2'], A: 'x y' };

		test('repeated, empty and non-ASCII fields', () => expect(signed('https://n8n.example.com/webhook/1', fields)).toBeUndefined());
		test.each([
			['https://n8n.example.com/webhook/1', 'https://n8n.example.com:443/webhook/1'],
			['https://n8n.example.com:443/webhook/1', 'https://n8n.example.com/webhook/1'],
			['http://n8n.example.com:80?a=1:2', 'http://n8n.example.com?a=1:2'],
			['https://n8n.example.com:8443/webhook/1', 'https://n8n.example.com:8443/webhook/1'],
			['https://n8n.example.com/webhook/1', 'https://n8n.example.com:8443/webhook/1'],
			['HTTPS://N8N.example.com:443/webhook/1', 'HTTPS://N8N.example.com/webhook/1'],
			['https://[2001:db8::1]:443/webhook/1', 'https://[2001:db8::1]/webhook/1'],
		])('signed for %s, received at %s', (url, calledAt) => expect(signed(url, fields, calledAt)).toBeUndefined());
		test('a port that is not the standard one counts', () =>
			expect(signed('https://n8n.example.com:8443/webhook/1', fields, 'https://n8n.example.com/webhook/1')).toContain('URL'));

		const jsonVector = (url: string, calledWith = body): string | undefined =>
			check({
				scheme: { scheme: 'twilio' },
				secret: 'token',
				body: calledWith,
				headers: { 'content-type': 'application/json', 'x-twilio-signature': getExpectedTwilioSignature('token', url, {}) },
				url,
			});
		const digest = getExpectedBodyHash(body);
		test('a JSON body by its digest', () => expect(jsonVector(`https://n8n.example.com/1?x=1&bodySHA256=${digest}`)).toBeUndefined());
		test('a JSON body with another digest', () =>
			expect(jsonVector(`https://n8n.example.com/1?bodySHA256=${digest}`, `${body} `)).toContain('bodySHA256'));
		test.each(['', '?bodySHA256=', '?bodySHA256=12zz'])('a JSON body without a digest: "%s"', (query) =>
			expect(jsonVector(`https://n8n.example.com/1${query}`)).toContain('must be covered'),
		);
		test('a digest that is signed covers a form too', () => {
			const url = `https://n8n.example.com/1?bodySHA256=${digest}`;
			const headers = { ...FORM, 'x-twilio-signature': getExpectedTwilioSignature('token', url, {}) };
			expect(check({ scheme: { scheme: 'twilio' }, secret: 'token', body: '', headers, url })).toContain('does not match bodySHA256');
		});
		test('a media type that only begins like a form is none', () => {
			const url = 'https://n8n.example.com/1';
			const headers = { 'content-type': `${FORM['content-type']}x`, 'x-twilio-signature': getExpectedTwilioSignature('token', url, {}) };
			expect(check({ scheme: { scheme: 'twilio' }, secret: 'token', body: '', headers, url })).toContain('must be covered');
		});
	});

	test('what Telnyx\' library accepts, we accept', async () => {
		const { privateKey, publicKey } = generateKeyPairSync('ed25519');
		const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
		const now = Math.floor(Date.now() / 1000);
		const headers = {
			'telnyx-timestamp': String(now),
			'telnyx-signature-ed25519': sign(null, Buffer.from(`${now}|${body}`), privateKey).toString('base64'),
		};
		await expect(new Telnyx({ apiKey: 'none', publicKey: key }).webhooks.unwrap(body, { headers })).resolves.toEqual(JSON.parse(body));
		const scheme = { scheme: 'publicKey', algorithm: 'ed25519', header: 'telnyx-signature-ed25519', timestampHeader: 'telnyx-timestamp' } as const;
		expect(check({ scheme, secret: key, body, headers, seconds: now })).toBeUndefined();
		expect(check({ scheme, secret: key, body, headers: { ...headers, 'telnyx-timestamp': '' }, seconds: now })).toContain('telnyx-timestamp');
	});
});

describe('public keys', () => {
	const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
	const ed25519 = generateKeyPairSync('ed25519').publicKey;
	const pem = rsa.export({ format: 'pem', type: 'spki' }) as string;

	test.each([
		['PEM', pem],
		['PEM on one line, as a password field keeps it', pem.trim().replace(/\n/g, ' ')],
		['PEM with \\n in two characters', pem.replace(/\n/g, '\\n')],
		['PEM with Windows line ends and space around', ` \r\n${pem.replace(/\n/g, '\r\n')} `],
	])('a %s', (_spelling, text) => expect(readPublicKey(text)?.equals(rsa)).toBe(true));
	test('bare Ed25519 bytes', () => {
		const der = ed25519.export({ format: 'der', type: 'spki' });
		expect(readPublicKey(` ${der.subarray(-32).toString('base64')}\n`)?.equals(ed25519)).toBe(true);
		expect(readPublicKey(der.toString('base64'))?.equals(ed25519)).toBe(true);
	});
	test.each([
		['nothing', ''],
		['words', 'not a key'],
		['a short text', 'AAAA'],
		['31 bytes', Buffer.alloc(31).toString('base64')],
		['a broken PEM', pem.replace('MII', 'AII')],
		['the end of a PEM', pem.slice(30)],
		['two PEMs', `${pem}${pem}`],
	])('%s is no key', (_what, text) => expect(readPublicKey(text)).toBeUndefined());
	test('32 bytes in a PEM are no bare key', () =>
		expect(readPublicKey(`-----BEGIN PUBLIC KEY-----\n${Buffer.alloc(32, 1).toString('base64')}\n-----END PUBLIC KEY-----`)).toBeUndefined());

	test.each(['ed25519', 'rsa-sha256'] as const)('a key of another algorithm than %s is named, not tried', (algorithm) => {
		const { privateKey, publicKey } = algorithm === 'ed25519' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
		const signature = sign(algorithm === 'ed25519' ? 'sha256' : null, Buffer.from('{}'), privateKey).toString('base64');
		const secret = publicKey.export({ format: 'pem', type: 'spki' }) as string;
		expect(createPublicKey(secret).asymmetricKeyType).not.toBe(algorithm.split('-')[0]);
		const vector = { scheme: { scheme: 'publicKey', algorithm, header: 'x-signature' } as const, secret, body: '{}', headers: { 'x-signature': signature } };
		expect(check(vector)).toContain('public key');
	});
});
