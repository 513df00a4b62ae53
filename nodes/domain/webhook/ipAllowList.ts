import { invalid, type Invalid } from '../result';

/** Addresses whose first `length` of 128 bits are those of `bits`; IPv4 is in its mapped form, `::ffff:0:0/96`. */
interface Range {
	bits: bigint;
	length: number;
}

export interface IpAllowList {
	kind: 'ipAllowList';
	/** @param remoteAddress as the connection shows it, with IPv4 also as `::ffff:192.0.2.1`; one that is none is refused */
	allows(remoteAddress: string | undefined): boolean;
}

const MAPPED_IPV4 = 0xffffn << 32n;

/** Decimal without leading zeros, which some systems read as octal (RFC 6943 section 3.1.1). */
const OCTET = /^(?:0|[1-9]\d{0,2})$/;

function ipv4Bits(text: string): bigint | undefined {
	const octets = text.split('.');
	if (octets.length !== 4 || !octets.every((octet) => OCTET.test(octet) && Number(octet) <= 255)) return undefined;
	return octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

/** RFC 4291 section 2.2: groups of four hex digits, one `::` for a run of zeros, an IPv4 address for the last two. */
function ipv6Bits(text: string): bigint | undefined {
	const tail = text.slice(text.lastIndexOf(':') + 1);
	const ipv4 = tail.includes('.') ? ipv4Bits(tail) : undefined;
	if (ipv4 !== undefined) {
		return ipv6Bits(`${text.slice(0, -tail.length)}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`);
	}
	const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
	const [head, rest = []] = halves;
	const zeros = 8 - head.length - rest.length;
	if (halves.length > 2 || (halves.length === 2 ? zeros < 1 : zeros !== 0)) return undefined;
	const groups = [...head, ...Array<string>(zeros).fill('0'), ...rest];
	if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function addressBits(text: string): bigint | undefined {
	if (text.includes(':')) return ipv6Bits(text);
	const bits = ipv4Bits(text);
	return bits === undefined ? undefined : MAPPED_IPV4 | bits;
}

function readRange(entry: string): Range | undefined {
	const [address, prefix, ...more] = entry.split('/');
	const bits = addressBits(address);
	const width = address.includes(':') ? 128 : 32;
	const length = prefix === undefined ? width : OCTET.test(prefix) ? Number(prefix) : Infinity;
	return bits === undefined || length > width || more.length > 0 ? undefined : { bits, length: 128 - width + length };
}

/**
 * The addresses that may deliver: single ones and CIDR ranges, IPv4 and IPv6, separated by commas, spaces or lines.
 * An empty list allows every address.
 *
 * It is a second lock beside the signature, not a replacement. Behind a proxy n8n sees the proxy's address, unless
 * `N8N_PROXY_HOPS` is the number of proxies in front of it; with a higher number, whatever a caller writes into
 * `X-Forwarded-For` is believed.
 * @returns `Invalid` that names the first entry which cannot be read: skipping it would lock the trunk out unseen
 */
export function readIpAllowList(text: string): IpAllowList | Invalid {
	const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
	const ranges: Range[] = [];
	for (const entry of entries) {
		const range = readRange(entry);
		if (!range)
			return invalid(
				`The IP allow-list entry ${entry.slice(0, 64)} is not an IPv4 or IPv6 address or CIDR range, e.g. 203.0.113.0/24.`,
			);
		ranges.push(range);
	}
	const holds =
		(address: bigint) =>
		({ bits, length }: Range) =>
			address >> BigInt(128 - length) === bits >> BigInt(128 - length);
	return {
		kind: 'ipAllowList',
		allows(remoteAddress = '') {
			if (ranges.length === 0) return true;
			// A link-local address carries the name of the interface it came in by: `fe80::1%eth0`.
			const address = addressBits(remoteAddress.split('%', 1)[0]);
			return address !== undefined && ranges.some(holds(address));
		},
	};
}
