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

/** 32 random bits that depend on nothing but the key and the number. */
const draw = (key: Hash, low: number, high: number): number => mix(key.low ^ low) ^ key.high ^ high;

/** The draw as a fraction between 0 and 1, both excluded. */
const fraction = (bits: number): number => ((bits >>> 0) + 0.5) * 2 ** -32;

/** How strongly a key with this draw prefers a number of this weight: the highest score takes the key. */
const scoreOf = (drawn: number, weight: number): number => -weight / log(drawn);

interface Weighted extends Hash {
	/** Share of the keys, above 0. */
	weight: number;
}

/** What scoring reads, in columns: as objects, each of thousands of numbers would cost ten times as much. */
interface Packed {
	lows: Int32Array;
	highs: Int32Array;
	weights: Float64Array;
}

const pack = (weighted: readonly Weighted[]): Packed => ({
	lows: Int32Array.from(weighted, ({ low }) => low),
	highs: Int32Array.from(weighted, ({ high }) => high),
	weights: Float64Array.from(weighted, ({ weight }) => weight),
});

/** The position of what the key prefers; of equal scores the first wins. */
function preferred({ lows, highs, weights }: Packed, key: Hash): number {
	let best = 0;
	let highest = 0;
	for (let i = 0; i < weights.length; i++) {
		const drawn = fraction(draw(key, lows[i], highs[i]));
		// -ln(x) >= 1 - x, so this score is at most weight / (1 - drawn): most need no logarithm.
		if (weights[i] <= highest * (1 - drawn)) continue;
		const score = scoreOf(drawn, weights[i]);
		if (score > highest) {
			highest = score;
			best = i;
		}
	}
	return best;
}

function* inOrder(packed: Packed, key: Hash): Generator<number> {
	const { lows, highs, weights } = packed;
	if (weights.length === 0) return;
	const first = preferred(packed, key);
	// Most calls take the first, and for them nothing needs sorting.
	yield first;
	if (weights.length === 1) return;
	const scores = Array.from(weights, (weight, i) => scoreOf(fraction(draw(key, lows[i], highs[i])), weight));
	const positions = scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a]);
	yield* positions.filter((i) => i !== first);
}

/**
 * Up to so many numbers are drawn one by one, and removing one moves only the keys that had it. More are in groups: a
 * key chooses a group by the weight of all its numbers, and then one of them, so that ten thousand numbers cost some
 * two hundred draws. Removing one then moves about as many keys of its group's other numbers, too.
 */
const MOST_ALONE = 256;
const GROUPS = 128;

export interface Grouped {
	/** Each number alone, or groups of them. */
	groups: Packed;
	/** By group; absent where each number is alone. */
	members?: ReadonlyArray<{ packed: Packed; positions: readonly number[] }>;
}

/** Positions by group, by the number's hash. */
function divide(numbers: readonly Weighted[]): number[][] {
	const divided = Array.from({ length: GROUPS }, (): number[] => []);
	numbers.forEach(({ low }, position) => divided[(low >>> 0) % GROUPS].push(position));
	return divided;
}

export function group(numbers: readonly Weighted[]): Grouped {
	if (numbers.length <= MOST_ALONE) return { groups: pack(numbers) };
	const groups = divide(numbers).map((positions, id) => ({
		...hashText(String(id)),
		weight: positions.reduce((sum, position) => sum + numbers[position].weight, 0),
		positions,
	}));
	return {
		groups: pack(groups),
		members: groups.map(({ positions }) => ({
			packed: pack(positions.map((position) => numbers[position])),
			positions,
		})),
	};
}

/** The positions of all numbers in the order in which the key prefers them, each found when it is asked for. */
export function* byPreference({ groups, members }: Grouped, key: Hash): Generator<number> {
	if (!members) return yield* inOrder(groups, key);
	for (const chosen of inOrder(groups, key)) {
		const { packed, positions } = members[chosen];
		for (const i of inOrder(packed, key)) yield positions[i];
	}
}
