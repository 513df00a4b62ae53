/** Rendezvous (highest random weight) hashing, Thaler and Ravishankar 1998; weighted after Schindelhauer and Schomaker 2005. */

const { imul, log } = Math;

/** The finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
function mix(bits: number): number {
	let h = bits;
	h = imul(h ^ (h >>> 16), 0x85ebca6b);
	h = imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

/** 64 bits, as two signed 32-bit lanes. */
export interface Hash {
	low: number;
	high: number;
}

export function hashText(text: string): Hash {
	let low = 0x9747b28c;
	let high = 0x5bd1e995;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		low = imul(low ^ unit, 0x01000193);
		high = imul(high ^ unit, 0x85ebca77) + low;
	}
	return { low: mix(low ^ text.length), high: mix(high) };
}

/** A draw in (0, 1) that depends on nothing but the key and the number. */
const draw = (key: Hash, number: Hash): number =>
	(((mix(key.low ^ number.low) ^ key.high ^ number.high) >>> 0) + 0.5) * 2 ** -32;

/** How strongly a key with this draw prefers a number of this weight: the highest score takes the key. */
const scoreOf = (drawn: number, weight: number): number => -weight / log(drawn);

/**
 * The number that the key prefers. Since each number's score depends on nothing but the key and itself, removing a
 * number moves only the keys that had it.
 * @param numbers not empty; of equal scores the first wins
 * @param weightOf the number's share of the keys, above 0
 */
export function preferred<T extends Hash>(numbers: readonly T[], key: Hash, weightOf: (number: T) => number): T {
	let best = numbers[0];
	let highest = 0;
	for (const number of numbers) {
		const drawn = draw(key, number);
		const weight = weightOf(number);
		// -ln(x) >= 1 - x, so this number's score is at most weight / (1 - drawn): most need no logarithm.
		if (weight <= highest * (1 - drawn)) continue;
		const score = scoreOf(drawn, weight);
		if (score > highest) {
			highest = score;
			best = number;
		}
	}
	return best;
}

/** All numbers in the order in which the key prefers them. */
export function byPreference<T extends Hash>(numbers: readonly T[], key: Hash, weightOf: (number: T) => number): T[] {
	return numbers
		.map((number) => ({ number, score: scoreOf(draw(key, number), weightOf(number)) }))
		.sort((a, b) => b.score - a.score)
		.map(({ number }) => number);
}
