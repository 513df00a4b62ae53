import fc from 'fast-check';
import { createRecentKeys } from '../../nodes/domain/inbox/recentKeys';

/** A digest by its number. @param bucket its first two bytes */
const digest = (number: number, bucket = 0): string =>
	Buffer.from(`${bucket.toString(16).padStart(4, '0')}${number.toString(16).padStart(28, '0')}`, 'hex').toString(
		'latin1',
	);

/** Every byte that there is. */
const BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');

test('a key comes back with its content and its time, whatever its bytes are', () => {
	const keys = createRecentKeys(16);
	for (let at = 0; at < 256; at += 16) keys.set(BYTES.slice(at, at + 16), BYTES.slice(240 - at, 256 - at), at + 0.5);
	for (let at = 0; at < 256; at += 16)
		expect(keys.get(BYTES.slice(at, at + 16))).toEqual({
			content: BYTES.slice(240 - at, 256 - at),
			lapsesAt: at + 0.5,
		});
	expect(keys.size).toBe(16);
});

test('a known key is changed where it stands, and takes no second place', () => {
	const keys = createRecentKeys(2);
	keys.set(digest(1), digest(7), 1);
	keys.set(digest(2), digest(7), 1);
	keys.set(digest(1), digest(8), 2);
	expect(keys.get(digest(1))).toEqual({ content: digest(8), lapsesAt: 2 });
	expect(keys.size).toBe(2);
	keys.set(digest(3), digest(7), 3);
	expect([1, 2, 3].map((number) => keys.get(digest(number)) !== undefined)).toEqual([false, true, true]);
});

test('does as a plain list does, whatever is added, changed, deleted and dropped', () => {
	const step = fc.tuple(fc.constantFrom('set', 'set', 'set', 'delete', 'dropOldest'), fc.nat(9), fc.nat(5));
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
			const keys = createRecentKeys(capacity);
			// The places that are taken, and those that were and have not had their turn yet.
			let list: Array<{ id: number; value: number; gone?: true }> = [];
			const find = (id: number) => list.find((entry) => entry.id === id && !entry.gone);
			for (const [what, id, value] of steps) {
				const known = find(id);
				if (what === 'set') {
					keys.set(digest(id, id % 2), digest(value), value);
					if (known) known.value = value;
					else list = [...list.slice(list.length === capacity ? 1 : 0), { id, value }];
				} else if (what === 'delete') {
					keys.delete(digest(id, id % 2));
					if (known) known.gone = true;
				} else {
					keys.dropOldest();
					const oldest = list.findIndex(({ gone }) => !gone);
					list = oldest === -1 ? [] : list.slice(oldest + 1);
				}
				const numbers = Array.from({ length: 10 }, (_, number) => number);
				const expected = numbers
					.map((number) => find(number))
					.map((entry) => entry && { content: digest(entry.value), lapsesAt: entry.value });
				expect(numbers.map((number) => keys.get(digest(number, number % 2)))).toEqual(expected);
				expect(keys.size).toBe(list.filter(({ gone }) => !gone).length);
			}
		}),
		{ seed: 20_261_126, numRuns: 500 },
	);
});

test('keeps as many as there is room for, the latest', () => {
	const keys = createRecentKeys(50_000);
	for (let number = 0; number < 120_000; number += 1) keys.set(digest(number, number % 65_536), digest(number), number);
	expect(keys.size).toBe(50_000);
	expect([69_999, 70_000, 119_999].map((number) => keys.get(digest(number, number % 65_536))?.lapsesAt)).toEqual([
		undefined,
		70_000,
		119_999,
	]);
});
