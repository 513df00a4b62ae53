/**
 * Keys with a content each, as many as there is room for, in memory that is taken once: a list that grew with every
 * event would look, to whoever watches n8n's memory, like a leak for hours after each start.
 *
 * Keys and contents are digests (16 characters from 0 to 255, as good as random).
 */
export interface RecentKeys {
	readonly size: number;
	get(id: string): { content: string; lapsesAt: number } | undefined;
	/** Adds a key, in place of the oldest when all places are taken, or changes a known one where it stands. */
	set(id: string, content: string, lapsesAt: number): void;
	delete(id: string): void;
	dropOldest(): void;
}

const DIGEST_BYTES = 16;
/** One for each value of a digest's first two bytes. */
const BUCKETS = 65_536;
const NONE = -1;

export function createRecentKeys(capacity: number): RecentKeys {
	// The places of a ring: its keys and contents, when each lapses, and where the next one of its bucket is.
	// Filled, because memory that was never written to is not there yet.
	const ids = Buffer.alloc(capacity * DIGEST_BYTES, 1);
	const contents = Buffer.alloc(capacity * DIGEST_BYTES, 1);
	const lapses = new Float64Array(capacity).fill(NONE);
	const nexts = new Int32Array(capacity).fill(NONE);
	const heads = new Int32Array(BUCKETS).fill(NONE);
	/** The oldest place, and how many from there on are taken or were, until they are the oldest. */
	let [oldest, span, size] = [0, 0, 0];

	const read = (from: Buffer, place: number): string =>
		from.toString('latin1', place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES);
	const write = (to: Buffer, place: number, digest: string): unknown =>
		to.write(digest, place * DIGEST_BYTES, 'latin1');
	const bucketOf = (id: string): number => id.charCodeAt(0) * 256 + id.charCodeAt(1);

	const find = (id: string): number => {
		let place = heads[bucketOf(id)];
		while (place !== NONE && read(ids, place) !== id) place = nexts[place];
		return place;
	};
	const unlink = (place: number): void => {
		const bucket = bucketOf(read(ids, place));
		if (heads[bucket] === place) heads[bucket] = nexts[place];
		else {
			let before = heads[bucket];
			while (nexts[before] !== place) before = nexts[before];
			nexts[before] = nexts[place];
		}
		lapses[place] = NONE;
		size -= 1;
	};
	const freeOldestPlace = (): void => {
		if (lapses[oldest] !== NONE) unlink(oldest);
		oldest = (oldest + 1) % capacity;
		span -= 1;
	};
	const add = (id: string): number => {
		if (span === capacity) freeOldestPlace();
		const [place, bucket] = [(oldest + span) % capacity, bucketOf(id)];
		write(ids, place, id);
		nexts[place] = heads[bucket];
		heads[bucket] = place;
		span += 1;
		size += 1;
		return place;
	};

	return {
		get size() {
			return size;
		},
		get(id) {
			const place = find(id);
			return place === NONE ? undefined : { content: read(contents, place), lapsesAt: lapses[place] };
		},
		set(id, content, lapsesAt) {
			const known = find(id);
			const place = known === NONE ? add(id) : known;
			write(contents, place, content);
			lapses[place] = lapsesAt;
		},
		delete(id) {
			const place = find(id);
			if (place !== NONE) unlink(place);
		},
		dropOldest() {
			const before = size;
			while (span > 0 && size === before) freeOldestPlace();
		},
	};
}
