/** Rendezvous (highest random weight) hashing, Thaler and Ravishankar 1998; weighted after Schindelhauer and Schomaker 2005. */

const { imul, log } = Math;

/** The finalizer of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
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

/** What scoring needs of numbers, side by side in plain arrays: fifty that tie are then read from a few cache lines. */
export interface Packed {
	/** Low and high lane of each number in turn. */
	hashes: readonly number[];
	/** Each number's share of the keys, above 0; absent when all shares are equal. */
	weights?: readonly number[];
}

export function pack(numbers: ReadonlyArray<Hash & { weight: number }>): Packed {
	const hashes = numbers.flatMap(({ low, high }) => [low, high]);
	const weights = numbers.map(({ weight }) => weight);
	return { hashes, weights: weights.some((weight) => weight !== weights[0]) ? weights : undefined };
}

/** 32 random bits that depend on nothing but the key and the number at `i`. */
const draw = (key: Hash, hashes: readonly number[], i: number): number =>
	mix(key.low ^ hashes[2 * i]) ^ key.high ^ hashes[2 * i + 1];

/** The draw as a fraction between 0 and 1, both excluded. */
const fraction = (bits: number): number => ((bits >>> 0) + 0.5) * 2 ** -32;

/** How strongly a key with this draw prefers a number of this weight: the highest score takes the key. */
const scoreOf = (drawn: number, weight: number): number => -weight / log(drawn);

/** Of equal weights the highest draw has the highest score. */
function highestDraw(hashes: readonly number[], key: Hash): number {
	let best = 0;
	let highest = -1;
	for (let i = 0; 2 * i < hashes.length; i++) {
		const bits = draw(key, hashes, i) >>> 0;
		if (bits > highest) {
			highest = bits;
			best = i;
		}
	}
	return best;
}

function highestScore(hashes: readonly number[], weights: readonly number[], key: Hash): number {
	let best = 0;
	let highest = 0;
	for (let i = 0; i < weights.length; i++) {
		const drawn = fraction(draw(key, hashes, i));
		// -ln(x) >= 1 - x, so this number's score is at most weight / (1 - drawn): most need no logarithm.
		if (weights[i] <= highest * (1 - drawn)) continue;
		const score = scoreOf(drawn, weights[i]);
		if (score > highest) {
			highest = score;
			best = i;
		}
	}
	return best;
}

/**
 * The position of the number that the key prefers; of equal scores the first wins. Since each number's score depends
 * on nothing but the key and itself, removing a number moves only the keys that had it.
 */
export const preferred = ({ hashes, weights }: Packed, key: Hash): number =>
	weights ? highestScore(hashes, weights, key) : highestDraw(hashes, key);

/** The positions of all numbers, in the order in which the key prefers them. */
export function byPreference({ hashes, weights }: Packed, key: Hash): number[] {
	const scores = Array.from({ length: hashes.length / 2 }, (_, i) =>
		scoreOf(fraction(draw(key, hashes, i)), weights?.[i] ?? 1),
	);
	return scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a]);
}
