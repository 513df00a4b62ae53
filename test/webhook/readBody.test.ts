import { isInvalid } from '../../nodes/domain/result';
import { isForm, readBody } from '../../nodes/domain/webhook/readBody';

const read = (body: string | Buffer, contentType?: string) => readBody({ rawBody: Buffer.from(body), contentType });
const bodyOf = (body: string | Buffer, contentType?: string): Record<string, unknown> => {
	const reading = read(body, contentType);
	if (isInvalid(reading)) throw new Error(reading.rule);
	return reading.body;
};
const ruleOf = (body: string | Buffer, contentType?: string): string => {
	const reading = read(body, contentType);
	if (!isInvalid(reading)) throw new Error('It was read.');
	return reading.rule;
};

const EVENT = { event: 'call.completed', name: 'Zoë ☎' };
const JSON_TEXT = JSON.stringify(EVENT);
const FORM = 'application/x-www-form-urlencoded';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('JSON', () => {
	test.each([
		undefined,
		'',
		'application/json',
		'application/json; charset=utf-8',
		'APPLICATION/JSON;CHARSET="UTF-8"',
		'application/cloudevents+json; charset=UTF-8',
		'application/vnd.api+json',
		'text/plain',
		'application/octet-stream',
		';;;',
	])('is read with the content type %s', (contentType) => expect(bodyOf(JSON_TEXT, contentType)).toEqual(EVENT));

	test.each([
		['a UTF-8 byte order mark', `\uFEFF${JSON_TEXT}`, 'application/json'],
		['UTF-16 with its mark', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le'), undefined],
		['UTF-16, big-endian, with its mark', utf16be(`\uFEFF${JSON_TEXT}`), undefined],
		[
			'a mark that contradicts the header',
			Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le'),
			'application/json; charset=utf-8',
		],
		['UTF-16 named in the header', Buffer.from(JSON_TEXT, 'utf16le'), 'application/json; charset=utf-16le'],
		['UTF-16BE named in the header', utf16be(JSON_TEXT), 'application/json; charset=UTF-16BE'],
	])('%s', (_what, body, contentType) => expect(bodyOf(body, contentType)).toEqual(EVENT));

	test.each(['latin1', 'iso-8859-1', 'windows-1252'])('charset %s', (charset) =>
		expect(bodyOf(Buffer.from('{"name":"Zoë"}', 'latin1'), `application/json; charset=${charset}`)).toEqual({
			name: 'Zoë',
		}),
	);
	test('charset shift_jis, which only a full ICU knows', () =>
		expect(bodyOf(Buffer.from('7b2261223a2293fa227d', 'hex'), 'application/json; charset=shift_jis')).toEqual({
			a: '日',
		}));
	test('whitespace around it', () => expect(bodyOf(`\r\n\t ${JSON_TEXT}\n`)).toEqual(EVENT));
	test('a body that looks like a refusal', () =>
		expect(bodyOf('{"kind":"invalid","rule":"x"}')).toEqual({ kind: 'invalid', rule: 'x' }));
	test('a body without a field', () => expect(bodyOf('{}')).toEqual({}));

	test.each(['null', '[]', '[{"event":"call.completed"}]', '42', '"x"', 'true'])('%s is not one event', (text) =>
		expect(ruleOf(text)).toContain('one JSON object'),
	);
	test.each(['{', '{"a":1}{', "{'a':1}", '{"a":NaN}', '{"a":1,}', '<xml/>', 'CallSid=CA123', '\0', '{"a":"\t"}'])(
		'%j is not well-formed',
		(text) => expect(ruleOf(text)).toContain('not well-formed JSON'),
	);
	test('UTF-16 that nothing announces is not well-formed', () =>
		expect(ruleOf(Buffer.from(JSON_TEXT, 'utf16le'))).toBeDefined());
});

describe('text', () => {
	test.each(['', ' \r\n', '\uFEFF'])('%j is empty', (text) => expect(ruleOf(text)).toContain('empty'));
	test('an empty form is empty', () => expect(ruleOf('', FORM)).toContain('empty'));
	test.each([
		['a lone byte of UTF-8', Buffer.from([...Buffer.from('{"a":"'), 0xc3, ...Buffer.from('"}')])],
		['a surrogate in UTF-8', Buffer.from('7b2261223a22eda080227d', 'hex')],
		['an overlong slash', Buffer.from('7b2261223a22c0af227d', 'hex')],
		['half a UTF-16 unit', Buffer.from('fffe7b', 'hex')],
	])('%s is no text', (_what, body) => expect(ruleOf(body)).toContain('not text in the charset'));
	test.each(['application/json; charset=klingon', 'application/json; charset=utf-7'])(
		'%s is no charset',
		(contentType) => expect(ruleOf('{}', contentType)).toContain('not text in the charset'),
	);
	test.each(['multipart/form-data; boundary=x', 'Multipart/Mixed'])('%s is refused', (contentType) =>
		expect(ruleOf('{}', contentType)).toContain('Multipart'),
	);
});

describe('forms', () => {
	test('are read by their content type', () =>
		expect(bodyOf('CallSid=CA1&To=%2B14155550100&Name=Zo%C3%AB+Q&Empty=', FORM)).toEqual({
			CallSid: 'CA1',
			To: '+14155550100',
			Name: 'Zoë Q',
			Empty: '',
		}));
	test('with a charset', () => expect(bodyOf('a=b', `${FORM}; charset=UTF-8`)).toEqual({ a: 'b' }));
	test('the first value of a repeated field wins', () =>
		expect(bodyOf('CallSid=a&CallSid=b&x=&x=1', FORM)).toEqual({ CallSid: 'a', x: '' }));
	test('JSON sent as a form is one odd field, not an event', () =>
		expect(bodyOf('{"event":"x"}', FORM)).toEqual({ '{"event":"x"}': '' }));
	test.each([
		[FORM, true],
		[` ${FORM.toUpperCase()} ;charset=x`, true],
		[`${FORM}x`, false],
		['application/json', false],
		[undefined, false],
	])('%s: %s', (contentType, expected) => expect(isForm(contentType)).toBe(expected));
});

describe('names that mean something to JavaScript', () => {
	test.each([
		[
			'JSON',
			'{"__proto__":{"polluted":1},"a":[{"__proto__":{"polluted":1}}],"constructor":{"prototype":{"polluted":1}}}',
			undefined,
		],
		['a form', '__proto__=polluted&constructor=1&toString=2&__proto__[polluted]=1', FORM],
	])('in %s are harmless', (_kind, text, contentType) => {
		const body = bodyOf(text, contentType);
		const copy = Object.assign({}, body) as Record<string, unknown>;
		expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
		expect(copy.polluted).toBeUndefined();
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.hasOwn(body, '__proto__')).toBe(false);
		expect(JSON.stringify(body)).not.toContain('"__proto__"');
	});
	test('constructor and toString stay plain fields', () =>
		expect(bodyOf('{"constructor":"a","toString":"b"}')).toEqual({ constructor: 'a', toString: 'b' }));
});

describe('limits', () => {
	const nested = (levels: number): string => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);
	const listed = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

	test.each([1, 2, 64])('%i levels are read', (levels) => expect(read(nested(levels)).kind).toBe('body'));
	test.each([65, 10_000, 100_000])('%i levels are too many', (levels) =>
		expect(ruleOf(nested(levels))).toContain('deeper than 64 levels'),
	);
	test('lists nest too', () => {
		expect(read(listed(64)).kind).toBe('body');
		expect(ruleOf(listed(65))).toContain('deeper than 64 levels');
	});
	const wide = (keys: number): string =>
		JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, index])));
	test('10,000 values are read', () => expect(Object.keys(bodyOf(wide(10_000)))).toHaveLength(10_000));
	test.each([10_001, 100_000])('%i values are too many', (keys) =>
		expect(ruleOf(wide(keys))).toContain('more than 10000 values'),
	);
	test('values count on all levels', () =>
		expect(ruleOf(`{"a":${wide(5_000)},"b":${wide(5_000)}}`)).toContain('more than 10000 values'));
	test('forms are limited too', () => {
		const form = Array.from({ length: 10_001 }, (_, index) => `k${index}=`).join('&');
		expect(ruleOf(form, FORM)).toContain('more than 10000 values');
	});
});
