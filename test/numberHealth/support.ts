/** A seeded generator of numbers from 0 to 1: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seeded(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const tables = new Map<string, number[]>();

/** How often at most k of n calls are answered, for each k: the binomial distribution. */
function cumulative(n: number, p: number): number[] {
	const name = `${n} ${p}`;
	const known = tables.get(name);
	if (known) return known;
	let term = (1 - p) ** n;
	let total = term;
	const table = [total];
	for (let k = 1; k <= n; k += 1) {
		term *= ((n - k + 1) / k) * (p / (1 - p));
		table.push((total += term));
	}
	tables.set(name, table);
	return table;
}

/** How many of n calls are answered, drawn at random. */
export function answeredOf(n: number, p: number, random: () => number): number {
	const table = cumulative(n, p);
	const drawn = random();
	let [from, to] = [0, n];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (table[middle] < drawn) from = middle + 1;
		else to = middle;
	}
	return from;
}
