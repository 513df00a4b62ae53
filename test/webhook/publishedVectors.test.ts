import { checkVector as check, FORM, type Vector } from '../support/signatureVector';

test('HMAC-SHA256: RFC 4231, test case 2', () => {
	const body = 'what do ya want for nothing?';
	const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
	const base64 = 'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=';
	const scheme = { scheme: 'hmac', header: 'X-Signature' } as const;
	expect(
		check({ scheme: { ...scheme, encoding: 'hex' }, secret: 'Jefe', body, headers: { 'x-signature': hex } }),
	).toBeUndefined();
	expect(
		check({
			scheme: { ...scheme, encoding: 'hex' },
			secret: 'Jefe',
			body,
			headers: { 'x-signature': hex.toUpperCase() },
		}),
	).toBeUndefined();
	expect(
		check({ scheme: { ...scheme, encoding: 'base64' }, secret: 'Jefe', body, headers: { 'x-signature': base64 } }),
	).toBeUndefined();
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
		check({
			scheme: { scheme: 'timestampedHmac', header: 'Stripe-Signature' },
			secret: 'shhh',
			body,
			headers: { 'stripe-signature': value },
			seconds: 1_700_000_000,
		});
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
			headers: {
				'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
				'webhook-timestamp': '1614265330',
				'webhook-signature': good,
				...headers,
			},
			seconds: 1_614_265_330,
		});
	test("the library's own vector", () => expect(withHeaders({})).toBeUndefined());
	test('the secret without its whsec_', () =>
		expect(withHeaders({}, 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBeUndefined());
	test('one good signature in a list', () =>
		expect(withHeaders({ 'webhook-signature': `v1,${'A'.repeat(43)}= v2,AAAA v1a,AA-_ ${good}` })).toBeUndefined());
	test('another version only', () =>
		expect(withHeaders({ 'webhook-signature': good.replace('v1', 'v2') })).toContain('matches'));
	test('no version', () => expect(withHeaders({ 'webhook-signature': good.slice(3) })).toContain('no list'));
	test('no base64', () => expect(withHeaders({ 'webhook-signature': good.slice(0, -1) })).toContain('not base64'));
	test('another message ID', () => expect(withHeaders({ 'webhook-id': 'msg_other' })).toContain('matches'));
	test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('no %s', (name) =>
		expect(withHeaders({ [name]: '' })).toContain('missing'),
	);
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
	expect(
		check({ scheme, secret: Buffer.from(key, 'hex').toString('base64'), body: Buffer.from(body, 'hex'), headers }),
	).toBeUndefined();
});

// Twilio's documentation has had three callers with this token and URL; each digest is the one that it printed.
test.each([
	['+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
	['+14158675310', 'GvWf1cFY/Q7PnoempGyD5oXAezc='],
	['+12349013030', '0/KCTR6DLpKmkAf8muzZqo1nDgQ='],
])("Twilio: the documentation's call from %s", (caller, signature) => {
	const body = new URLSearchParams({
		Digits: '1234',
		To: '+18005551212',
		From: caller,
		Caller: caller,
		CallSid: 'CA1234567890ABCDE',
	}).toString();
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
