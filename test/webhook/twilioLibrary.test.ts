import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { checkVector as check, FORM } from '../support/signatureVector';

const body = JSON.stringify({ event: 'call.completed', name: 'Zoë ☎' });

const signed = (url: string, fields: Record<string, string | string[]>, calledAt = url): string | undefined => {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each);
	const headers = { ...FORM, 'x-twilio-signature': getExpectedTwilioSignature('token', url, fields) };
	return check({ scheme: { scheme: 'twilio' }, secret: 'token', body: form.toString(), headers, url: calledAt });
};
const fields = { To: '+14155550100', From: 'Zoë ☎', b: '', a: ['2', '1', '2'], A: 'x y' };

test('repeated, empty and non-ASCII fields', () =>
	expect(signed('https://n8n.example.com/webhook/1', fields)).toBeUndefined());
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
	expect(signed('https://n8n.example.com:8443/webhook/1', fields, 'https://n8n.example.com/webhook/1')).toContain(
		'URL',
	));

const jsonVector = (url: string, calledWith = body): string | undefined =>
	check({
		scheme: { scheme: 'twilio' },
		secret: 'token',
		body: calledWith,
		headers: { 'content-type': 'application/json', 'x-twilio-signature': getExpectedTwilioSignature('token', url, {}) },
		url,
	});
const digest = getExpectedBodyHash(body);
test('a JSON body by its digest', () =>
	expect(jsonVector(`https://n8n.example.com/1?x=1&bodySHA256=${digest}`)).toBeUndefined());
test('a JSON body with another digest', () =>
	expect(jsonVector(`https://n8n.example.com/1?bodySHA256=${digest}`, `${body} `)).toContain('bodySHA256'));
test.each(['', '?bodySHA256=', '?bodySHA256=12zz'])('a JSON body without a digest: "%s"', (query) =>
	expect(jsonVector(`https://n8n.example.com/1${query}`)).toContain('must be covered'),
);
test('a digest that is signed covers a form too', () => {
	const url = `https://n8n.example.com/1?bodySHA256=${digest}`;
	const headers = { ...FORM, 'x-twilio-signature': getExpectedTwilioSignature('token', url, {}) };
	expect(check({ scheme: { scheme: 'twilio' }, secret: 'token', body: '', headers, url })).toContain(
		'does not match bodySHA256',
	);
});
test('a media type that only begins like a form is none', () => {
	const url = 'https://n8n.example.com/1';
	const headers = {
		'content-type': `${FORM['content-type']}x`,
		'x-twilio-signature': getExpectedTwilioSignature('token', url, {}),
	};
	expect(check({ scheme: { scheme: 'twilio' }, secret: 'token', body: '', headers, url })).toContain('must be covered');
});
