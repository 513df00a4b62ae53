import { redact, redactAll } from '../../nodes/domain/trunk/response/redact';
import { CUSTOM_FIELDS } from '../../nodes/domain/trunk/customFields';

const fields = Object.fromEntries(CUSTOM_FIELDS.map((field) => [field.name, field.default]));
const custom = (change: Record<string, unknown> = {}) => ({ provider: 'custom', ...fields, ...change });

describe('leaves what is no secret as it is', () => {
	test.each([
		['what a field has from the start', custom(), 'call_uuid of Authorization at /calls'],
		[
			'words of a template',
			custom({ customPlaceBody: '{"kind": "outbound", "type": "application/json"}' }),
			'outbound application/json',
		],
		['a caller ID in a template', custom({ customPlaceBody: '{"from": "+12025550143"}' }), '+12025550143'],
		['a connection ID inside other digits', custom({ customPlaceBody: '{"id": "301234567"}' }), '+49301234567'],
		[
			'where an answer has its fields',
			custom({ customStatusPath: 'data.state', customEventFields: '{"from": "data.caller"}' }),
			'data.state data.caller',
		],
		[
			'the path of the base URL',
			{ provider: 'custom', customBaseUrl: 'https://pbx.example.com/api/v2' },
			'https://pbx.example.com/api/v2/recordings/1.wav',
		],
		['words that only begin like a header', custom({ accessToken: 'k3y-0f-m1ne' }), 'Basic plan, bearer of news'],
		['short values', custom({ accessToken: 'abc' }), 'abc'],
	])('%s', (_what, settings, text) => expect(redactAll({ text }, settings)).toEqual({ text }));
});

test('digits alone are blotted out where they stand alone, as a number too', () => {
	const settings = { provider: 'telnyx', telnyxConnectionId: '1494404757140276' };
	expect(redactAll({ id: 1494404757140276, text: 'of 1494404757140276.' }, settings)).toEqual({
		id: '[redacted]',
		text: 'of [redacted].',
	});
});

test('what is hidden below three layers of escapes takes the whole text with it', () => {
	const text = encodeURIComponent(encodeURIComponent('%6b3y-0f-m1n%65'));
	expect(redact(`You sent ${text}`, custom({ accessToken: 'k3y-0f-m1ne' }))).toBe('[redacted]');
});

test('a long text costs milliseconds', () => {
	const settings = custom({
		accessToken: 'k3y-0f-m1ne',
		customHeaders: JSON.stringify({ a: 'x'.repeat(100), b: 'y7'.repeat(50) }),
	});
	const text = '%41'.repeat(100_000);
	const begun = performance.now();
	redact(text, settings);
	expect(performance.now() - begun).toBeLessThan(2_000);
});
