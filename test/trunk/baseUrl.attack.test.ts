import { checkBaseUrl } from '../../nodes/domain/trunk/request/baseUrl';

const PRIVATE = [
	'https://localhost/api',
	'https://localhost./api',
	'https://LOCALHOST:8443',
	'https://127.0.0.1',
	'https://127.1',
	'https://0x7f.1',
	'https://0x7f000001',
	'https://017700000001',
	'https://2130706433',
	'https://１２７.０.０.１',
	'https://①②⑦.0.0.1',
	'https://0.0.0.0',
	'https://0',
	'https://10.0.0.1',
	'https://172.16.0.1',
	'https://172.31.255.255',
	'https://192.168.1.1',
	'https://100.64.0.1',
	'https://169.254.169.254/latest/meta-data',
	'https://[::1]',
	'https://[::]',
	'https://[::ffff:127.0.0.1]',
	'https://[::ffff:7f00:1]',
	'https://[::127.0.0.1]',
	'https://[64:ff9b::7f00:1]',
	'https://[2002:7f00:1::]',
	'https://[fd00::1]',
	'https://[fe80::1]',
	'https://[ff02::1]',
	'https://metadata.google.internal',
	'https://pbx.local',
	'https://pbx.lan',
	'https://pbx',
	'https://pbx.home.arpa',
	'https://anything.localhost',
	'https://224.0.0.1',
	'https://255.255.255.255',
	'http://192.168.1.1',
];

const PUBLIC = [
	'https://app.unlimcall.com/api/v1',
	'https://172.32.0.1',
	'https://100.128.0.1',
	'https://[2606:4700::1111]',
	'https://[::ffff:8.8.8.8]',
	'https://localhost.example.com',
	'https://10.0.0.1.example.com',
];

const NEVER = [
	['no URL', 'unlimcall'],
	['nothing', ''],
	['another protocol', 'ftp://example.com'],
	['a script', 'javascript:alert(1)'],
	['a file', 'file:///etc/passwd'],
	['http on a public host', 'http://app.unlimcall.com/api/v1'],
	['a user name', 'https://app.unlimcall.com@169.254.169.254/'],
	['a password', 'https://user:secret@example.com'],
	['a query', 'https://example.com/?next='],
	['a fragment', 'https://example.com/#'],
	['a fragment with more', 'https://example.com/#@evil.example'],
	['a host with a space', 'https://exam ple.com'],
];

test.each(PRIVATE)('%s is private: refused until it is allowed', (url) => {
	expect(checkBaseUrl(url, false)).toMatchObject({ kind: 'invalid', rule: expect.stringContaining('private host') });
	expect(checkBaseUrl(url, true)).toMatchObject({ kind: 'url' });
});

test.each(PUBLIC)('%s is public', (url) => {
	expect(checkBaseUrl(url, false)).toMatchObject({ kind: 'url' });
});

test.each(NEVER)('%s is refused either way', (_what, url) => {
	expect(checkBaseUrl(url, false).kind).toBe('invalid');
	expect(checkBaseUrl(url, true).kind).toBe('invalid');
});

test('a trailing slash does not matter', () => {
	expect(checkBaseUrl(' https://app.unlimcall.com/api/v1// ', false)).toEqual({
		kind: 'url',
		url: 'https://app.unlimcall.com/api/v1',
	});
});

test.each([undefined, null, 42, {}, ['https://example.com/']])('%p is no URL', (value) => {
	expect(checkBaseUrl(value, false).kind).toBe(Array.isArray(value) ? 'url' : 'invalid');
});
