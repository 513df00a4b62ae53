import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { isInvalid } from '../../nodes/domain/result';
import { readIpAllowList } from '../../nodes/domain/webhook/ipAllowList';

const allows = (list: string, address: string | undefined): boolean => {
	const read = readIpAllowList(list);
	if (isInvalid(read)) throw new Error(read.rule);
	return read.allows(address);
};
const ruleOf = (list: string): string => {
	const read = readIpAllowList(list);
	return isInvalid(read) ? read.rule : `read: ${list}`;
};

test.each(['', ' \n', ',', ' , ;\n'])('the empty list %j allows every address', (list) => {
	expect(allows(list, '203.0.113.9')).toBe(true);
	expect(allows(list, '2001:db8::1')).toBe(true);
	expect(allows(list, undefined)).toBe(true);
	expect(allows(list, 'not an address')).toBe(true);
});

test.each([
	['203.0.113.9', '203.0.113.9', true],
	['203.0.113.9', '203.0.113.10', false],
	['203.0.113.0/24', '203.0.113.255', true],
	['203.0.113.0/24', '203.0.114.0', false],
	['203.0.113.77/24', '203.0.113.1', true],
	['203.0.113.0/25', '203.0.113.128', false],
	['203.0.113.9/32', '203.0.113.9', true],
	['203.0.113.9/32', '203.0.113.8', false],
	['0.0.0.0/0', '255.255.255.255', true],
	['2001:db8::/32', '2001:db8:ffff::1', true],
	['2001:db8::/32', '2001:db9::1', false],
	['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
	['::1', '::1', true],
	['::', '::1', false],
	['::ffff:203.0.113.9', '203.0.113.9', true],
	['::ffff:203.0.113.0/120', '203.0.113.200', true],
	['fe80::/10', 'fe80::1%eth0', true],
	['10.0.0.1,203.0.113.9\n2001:db8::/32;192.0.2.0/24', '192.0.2.4', true],
	[' 203.0.113.9 , ', '203.0.113.9', true],
])('%j and %s: %s', (list, address, expected) => expect(allows(list, address)).toBe(expected));

test('a dual-stack socket shows IPv4 in its mapped form', () => {
	for (const address of ['::ffff:203.0.113.9', '::FFFF:cb00:7109', '0:0:0:0:0:ffff:203.0.113.9']) {
		expect(allows('203.0.113.0/24', address)).toBe(true);
		expect(allows('203.0.114.0/24', address)).toBe(false);
	}
	expect(allows('203.0.113.0/24', '::203.0.113.9')).toBe(false);
	expect(allows('0.0.0.0/0', '2001:db8::1')).toBe(false);
});

test.each([
	undefined,
	'',
	'unknown',
	'203.0.113.9:5060',
	'203.0.113',
	'203.0.113.9, 198.51.100.1',
	'[::1]',
	'0xcb007109',
	'3405803785',
	'203.0.113.09',
	'::1::',
])('%j is no address, so a list does not allow it', (address) =>
	expect(allows('0.0.0.0/0, ::/0', address)).toBe(false),
);

describe('an entry that cannot be read is named, never skipped', () => {
	test.each([
		...[
			'203.0.113',
			'203.0.113.256',
			'203.0.113.9.1',
			'203.0.113.',
			'.0.113.9',
			'203.0.113.0x9',
			'203.0.113.09',
			'+203.0.113.9',
			'1e2.0.0.1',
			'-1.0.0.1',
		],
		...[
			'203.0.113.0/33',
			'203.0.113.0/',
			'203.0.113.0/-1',
			'203.0.113.0/08',
			'203.0.113.0/8/8',
			'203.0.113.0/255.255.255.0',
			'/8',
			'203.0.113.0/ 8',
		],
		...[
			'2001:db8::/129',
			'2001:db8',
			'1:2:3:4:5:6:7',
			'1:2:3:4:5:6:7:8:9',
			'1::2::3',
			':::',
			':1',
			'1:',
			'12345::',
			'g::',
			'1:2:3:4:5:6:7:8::',
			'::1:2:3:4:5:6:7:8',
		],
		...[
			'::ffff:203.0.113.256',
			'::1.2.3',
			'::203.0.113.9:1',
			'1:2:3:4:5:6:7:1.2.3.4',
			'fe80::1%eth0',
			'[::1]',
			'example.com',
			'*',
			'203.0.113.1-9',
			'localhost',
		],
	])('%s', (entry) => {
		const named = entry.split(/\s/)[0];
		expect(ruleOf(entry)).toContain(`entry ${named}`);
		expect(ruleOf(`203.0.113.9, ${entry}, 2001:db8::1`)).toContain(`entry ${named}`);
	});
	test('the first of several', () => expect(ruleOf('::1, bad, worse')).toContain('entry bad '));
	test('shortened, when it is long', () => expect(ruleOf('x'.repeat(5_000)).length).toBeLessThan(200));
});

describe('agrees with node:net', () => {
	const RUNS = { seed: 20_261_122, numRuns: 2_000 };
	const ipv4 = fc.oneof(
		fc.ipV4(),
		fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => `203.0.113.${a * 64 + b}`),
		fc.constant('0.0.0.0'),
	);
	const ipv6 = fc.oneof(
		fc.ipV6(),
		fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => `2001:db8:${a.toString(16)}::${b.toString(16)}`),
		ipv4.map((address) => `::ffff:${address}`),
	);
	/** Addresses near the network, so that the answer is often yes. */
	const near = (address: string): string =>
		address.replace(/.$/, (last) => (/[0-8]/.test(last) ? String(Number(last) + 1) : last));
	const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

	test.each([
		['IPv4', ipv4, 32],
		['IPv6', ipv6, 128],
	] as const)('on which addresses an %s range holds', (_family, address, width) => {
		let allowed = 0;
		fc.assert(
			fc.property(address, fc.nat(width), address, fc.boolean(), (network, length, other, isNear) => {
				const remote = isNear ? near(network) : other;
				fc.pre(isIP(remote) !== 0);
				const oracle = new BlockList();
				oracle.addSubnet(network, length, familyOf(network));
				const expected = oracle.check(remote, familyOf(remote));
				allowed += expected ? 1 : 0;
				expect(allows(`${network}/${length}`, remote)).toBe(expected);
			}),
			RUNS,
		);
		expect(allowed).toBeGreaterThan(200);
		expect(allowed).toBeLessThan(1_800);
	});

	test('on what is an address', () => {
		const piece = fc.constantFrom(
			':',
			'::',
			'.',
			'0',
			'1',
			'9',
			'f',
			'ffff',
			'255',
			'256',
			'00',
			'g',
			'/',
			'1.2.3.4',
			'2001:db8::',
			'%',
			'12345',
		);
		const almost = fc.oneof(
			fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('')),
			fc
				.tuple(ipv6, fc.nat(40), piece)
				.map(([address, at, added]) => address.slice(0, at) + added + address.slice(at + 1)),
			ipv4,
			ipv6,
		);
		fc.assert(
			fc.property(almost, (text) => {
				fc.pre(!text.includes('/') && !text.includes('%'));
				const expected = isIPv4(text) || isIPv6(text);
				expect(readIpAllowList(text).kind).toBe(expected ? 'ipAllowList' : 'invalid');
			}),
			{ ...RUNS, numRuns: 5_000 },
		);
	});
});
