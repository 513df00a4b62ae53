/** IANA special-purpose IPv4 blocks that are not the public internet: RFC 6890, 6598 (shared), 3927 (link-local). */
const PRIVATE_IPV4: ReadonlyArray<readonly [base: number, bits: number]> = Object.freeze([
	[0x00000000, 8],
	[0x0a000000, 8],
	[0x64400000, 10],
	[0x7f000000, 8],
	[0xa9fe0000, 16],
	[0xac100000, 12],
	[0xc0000000, 24],
	[0xc0a80000, 16],
	[0xc6120000, 15],
	[0xe0000000, 3],
]);

/** Names that only mean something inside a network: RFC 6761, RFC 6762, RFC 9476 and ICANN's `.internal`. */
const PRIVATE_SUFFIX = /(^|\.)(localhost|local|internal|lan|home\.arpa|alt|test|invalid)$/;

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function isPrivateIpv4(parts: readonly number[]): boolean {
	const address = parts.reduce((sum, part) => sum * 256 + part, 0);
	return PRIVATE_IPV4.some(
		([base, bits]) => Math.floor(address / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits)),
	);
}

/** The eight groups of an address as `URL` writes it: lower case, without leading zeros, one `::`. */
function ipv6Groups(text: string): number[] {
	const [head, tail] = text.split('::');
	const read = (part: string | undefined) => (part ? part.split(':').map((group) => parseInt(group, 16)) : []);
	const [left, right] = [read(head), read(tail)];
	return tail === undefined ? left : [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** The IPv4 address inside a mapped (RFC 4291), translated (RFC 6052) or 6to4 (RFC 3056) IPv6 address. */
function embeddedIpv4(groups: number[]): number[] | undefined {
	const pair = (at: number) => [groups[at] >> 8, groups[at] & 255, groups[at + 1] >> 8, groups[at + 1] & 255];
	if (groups.slice(0, 5).every((group) => group === 0)) return pair(6);
	if (groups[0] === 0x64 && groups[1] === 0xff9b) return pair(6);
	return groups[0] === 0x2002 ? pair(1) : undefined;
}

function isPrivateIpv6(text: string): boolean {
	const groups = ipv6Groups(text);
	const inside = embeddedIpv4(groups);
	if (inside) return isPrivateIpv4(inside);
	// Only 2000::/3 is global unicast; the rest is loopback, unique local, link-local, multicast or unassigned.
	return groups[0] >> 13 !== 1;
}

/**
 * Whether a host is not on the public internet.
 * @param hostname as `URL` gives it, which has already turned `0x7f.1`, `2130706433` and full-width digits into dots
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1));
	const ipv4 = IPV4.exec(host);
	if (ipv4) return isPrivateIpv4(ipv4.slice(1).map(Number));
	return !host.includes('.') || PRIVATE_SUFFIX.test(host);
}
