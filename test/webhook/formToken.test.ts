/** A token in a field of a form, as Asterisk sends it. */
import { verifySignature } from '../../nodes/domain/webhook/signature';

const SECRET = 'canary-event-secret';
const clock = { nowMs: 0, toleranceSeconds: 300 };

const check = (
	body: string,
	contentType: string | undefined = 'application/x-www-form-urlencoded',
	secrets = [SECRET],
) =>
	verifySignature(
		{ scheme: 'formToken', field: 'secret' },
		{ rawBody: Buffer.from(body), headers: { 'content-type': contentType }, url: '' },
		secrets,
		clock,
	);

test('takes the token wherever in the form it is', () => {
	expect(check(`event=completed&secret=${SECRET}`)).toBeUndefined();
	expect(check(`secret=${SECRET}&event=completed`)).toBeUndefined();
	expect(check(`secret=${SECRET}`, 'application/x-www-form-urlencoded; charset=utf-8')).toBeUndefined();
});

test('takes a percent-encoded token, and the previous one during a rotation', () => {
	expect(check('secret=a%26b%20c', undefined, ['new', 'a&b c'])).toBeUndefined();
});

test.each([
	['is missing', 'event=completed', /missing or repeated/],
	['is empty', 'secret=', /not the one/],
	['is wrong', `secret=${SECRET}x`, /not the one/],
	['is repeated', `secret=wrong&secret=${SECRET}`, /missing or repeated/],
	['is in another field', `Secret=${SECRET}`, /missing or repeated/],
])('refuses a form whose token %s', (_how, body, rule) => {
	expect(check(body)).toMatch(rule);
});

test('refuses a token in a body that is not a form', () => {
	expect(check(`secret=${SECRET}`, 'text/plain')).toMatch(/not a form/);
	expect(check(JSON.stringify({ secret: SECRET }), 'application/json')).toMatch(/not a form/);
});

test('repeats neither the token nor what was sent', () => {
	expect(check('secret=what-was-sent')).not.toMatch(/what-was-sent|canary/);
});
