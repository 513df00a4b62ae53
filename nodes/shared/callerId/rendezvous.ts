/** Rendezvous (highest random weight) hashing, Thaler and Ravishankar 1998; weighted after Schindelhauer and Schomaker 2005. */

/** The finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
function mix(bits: number): number {
	let h = bits;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

/** 64 bits of a text, as two independent 32-bit lanes. */
export function hashText(text: string): readonly [number, number] {
	let low = 0x9747b28c;
	let high = 0x5bd1e995;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		low = Math.imul(low ^ unit, 0x01000193);
		high = Math.imul(high ^ unit, 0x85ebca77) + low;
	}
	return [mix(low ^ text.length), mix(high)];
}

/**
 * How strongly a key prefers a number: the highest score takes the key. Each number's score depends on nothing but the
 * key and itself, so removing one number moves only the keys that had it.
 * @param weight the number's share of the keys, above 0
 */
export function score(key: readonly [number, number], number: readonly [number, number], weight: number): number {
	const bits = mix(mix(mix(key[0] ^ number[0]) ^ key[1]) ^ number[1]) >>> 0;
	return -weight / Math.log((bits + 0.5) / 0x1_0000_0000);
}
