import { setTimeout as pause } from 'node:timers/promises';
import type { CallStore, Entry, Write } from '../../nodes/domain/store/callStore';
import type { Subject } from './support/subject';

export interface Abilities {
	/** `watch` sees what another process commits. */
	wakesAcross: boolean;
}

const HOUR_MS = 3_600_000;

/** Texts that tools stumble over: as keys, as lists, and within values. */
const ODD_TEXTS = [
	' ',
	'Zoë ☎ 李',
	'👩‍👧 \u{10ffff} \uffff',
	`'"\\;--\n\t$1 %s {} [*] ?x`,
	'__proto__',
	'null',
	'007',
	'1e3',
	'\u2028\u00ad\u200f',
	'x'.repeat(900),
];
/** Texts that may be in values only. */
const ODD_VALUES = [
	null,
	false,
	0,
	-0.5,
	1e300,
	Number.MAX_SAFE_INTEGER,
	'',
	'a\u0000b',
	'\ud800 alone',
	'\\u0000 \\ud800',
	[],
	{},
	[[[null]]],
	{ '': { __proto__x: 1, constructor: 'x' } },
	{ nested: { text: '"}{"', list: [1, 'two', null] } },
];
/** In the order of their UTF-8 bytes, which is neither that of UTF-16 nor that of any language. */
const IN_BYTE_ORDER = [
	'',
	' ',
	'!',
	'0',
	'10',
	'2',
	'A',
	'Z',
	'a',
	'z',
	'~',
	'\u0080',
	'é',
	'ﬀ',
	'\uffff',
	'😀',
	'\u{10ffff}',
];

/** What every call store promises; run over each of them, the model included. */
export function callStoreContract(subject: () => Subject, { wakesAcross }: Abilities): void {
	const here = (): CallStore => subject().here;
	const there = (): CallStore => subject().there;
	let number = 0;
	const fresh = (): string => `test ${(number += 1)}/`;

	const write = async (store: CallStore, ...unit: Write[]): Promise<boolean> => (await store.commit([unit]))[0];
	const readOne = async (key: string): Promise<Entry | undefined> => (await there().read([key])).entries[0];
	const keysOf = (entries: ReadonlyArray<Entry | undefined>): Array<string | undefined> =>
		entries.map((entry) => entry?.key);
	const timeOf = async (store: CallStore): Promise<number> => (await store.read([])).now;
	const sweepAll = async (): Promise<number> => {
		let removed = 0;
		for (let more = 1; more > 0; removed += more) more = await here().sweep(100);
		return removed;
	};

	describe('versions', () => {
		test('begin at 1 and grow by one with each write', async () => {
			const key = fresh();
			expect(await write(here(), { key, expected: 0, value: 'a' })).toBe(true);
			expect(await readOne(key)).toMatchObject({ key, version: 1, value: 'a' });
			expect(await write(there(), { key, expected: 1, value: 'b' })).toBe(true);
			expect(await write(here(), { key, value: 'c' })).toBe(true);
			expect(await readOne(key)).toMatchObject({ key, version: 3, value: 'c' });
		});
		test('begin at 1 without being expected', async () => {
			const key = fresh();
			expect(await write(here(), { key, value: 'a' })).toBe(true);
			expect(await readOne(key)).toMatchObject({ version: 1 });
		});
		test.each([
			['that it must not exist', 0],
			['an older version', 1],
			['a newer version', 3],
		])('a write that expects %s of an entry at version 2 changes nothing', async (_, expected) => {
			const key = fresh();
			await write(here(), { key, value: 'a' });
			await write(here(), { key, value: 'b' });
			expect(await write(there(), { key, expected, value: 'c', list: { name: key, dueInMs: 0 } })).toBe(false);
			expect(await write(there(), { key, expected })).toBe(false);
			expect(await readOne(key)).toMatchObject({ version: 2, value: 'b' });
			expect((await here().due(key, 10)).entries).toEqual([]);
		});
		test('a write that expects a version of an absent entry changes nothing', async () => {
			const key = fresh();
			expect(await write(here(), { key, expected: 1, value: 'a' })).toBe(false);
			expect(await write(here(), { key, expected: 1 })).toBe(false);
			expect(await readOne(key)).toBeUndefined();
		});
		test('a removed entry is absent, and begins at 1 again', async () => {
			const key = fresh();
			await write(here(), { key, value: 'a' });
			await write(here(), { key, value: 'b' });
			expect(await write(there(), { key, expected: 2 })).toBe(true);
			expect(await readOne(key)).toBeUndefined();
			expect(await write(here(), { key, expected: 0, value: 'c' })).toBe(true);
			expect(await readOne(key)).toMatchObject({ version: 1 });
		});
		test('removing what is absent is content', async () => {
			const key = fresh();
			expect(await write(here(), { key })).toBe(true);
			expect(await write(here(), { key, expected: 0 })).toBe(true);
			expect(await readOne(key)).toBeUndefined();
		});
	});

	describe('a unit', () => {
		test('is written whole', async () => {
			const prefix = fresh();
			await write(here(), { key: `${prefix}c`, value: 0 });
			const unit = [
				{ key: `${prefix}b`, expected: 0, value: 1 },
				{ key: `${prefix}a`, value: 2 },
				{ key: `${prefix}c`, expected: 1 },
			];
			expect(await write(here(), ...unit)).toBe(true);
			expect(await there().find(prefix, { limit: 10 })).toMatchObject([
				{ key: `${prefix}a`, value: 2 },
				{ key: `${prefix}b`, value: 1 },
			]);
		});
		test.each([0, 1, 2])('is not written at all when its write %i does not find what it expects', async (wrong) => {
			const prefix = fresh();
			const old = ['a', 'b', 'c'].map((name) => ({ key: prefix + name, value: 'old' }));
			await here().commit([old.slice(0, 2)]);
			const unit = [
				{ key: `${prefix}a`, expected: 1, value: 'new' },
				{ key: `${prefix}b`, expected: 1 },
				{ key: `${prefix}c`, expected: 0, value: 'new' },
			];
			unit[wrong].expected += 1;
			expect(await write(there(), ...unit)).toBe(false);
			expect(await here().find(prefix, { limit: 10 })).toMatchObject(
				old.slice(0, 2).map((entry) => ({ ...entry, version: 1 })),
			);
		});
		test('is independent of the other units of its commit', async () => {
			const prefix = fresh();
			const written = await here().commit([
				[{ key: `${prefix}a`, expected: 0, value: 1 }],
				[
					{ key: `${prefix}b`, expected: 0, value: 1 },
					{ key: `${prefix}a`, expected: 5, value: 1 },
				],
				[{ key: `${prefix}c`, expected: 0, value: 1 }],
			]);
			expect(written).toEqual([true, false, true]);
			expect(keysOf(await there().find(prefix, { limit: 10 }))).toEqual([`${prefix}a`, `${prefix}c`]);
		});
		test('comes after the units before it that write the same keys', async () => {
			const [a, b] = [fresh(), fresh()];
			const written = await here().commit([
				[{ key: a, expected: 0, value: 1 }],
				[
					{ key: a, expected: 1, value: 2 },
					{ key: b, expected: 0, value: 1 },
				],
				[{ key: a, expected: 1, value: 3 }],
				[{ key: b, expected: 1 }],
				[{ key: b, expected: 0, value: 2 }],
			]);
			expect(written).toEqual([true, true, false, true, true]);
			expect((await there().read([a, b])).entries).toMatchObject([
				{ value: 2, version: 2 },
				{ value: 2, version: 1 },
			]);
		});
		test('without writes is written', async () => {
			expect(await here().commit([[], []])).toEqual([true, true]);
			expect(await here().commit([])).toEqual([]);
		});
		test('with a key twice is refused before anything is written', async () => {
			const [key, other] = [fresh(), fresh()];
			const twice = [
				{ key, value: 1 },
				{ key, value: 2 },
			];
			await expect(here().commit([[{ key: other, value: 1 }], twice])).rejects.toThrow(RangeError);
			expect(await readOne(other)).toBeUndefined();
		});
	});

	describe('of everyone who writes at the same time', () => {
		const both = (index: number): CallStore => (index % 2 ? here() : there());

		test('exactly one makes an absent entry, for each of 20 keys', async () => {
			for (let round = 0; round < 20; round += 1) {
				const [key, own] = [fresh(), fresh()];
				const written = await Promise.all(
					Array.from({ length: 30 }, (_, index) =>
						write(
							both(index),
							{ key, expected: 0, value: index },
							...(index % 3 ? [{ key: own + index, value: index }] : []),
						),
					),
				);
				const winners = written.flatMap((isWritten, index) => (isWritten ? [index] : []));
				expect(winners).toHaveLength(1);
				expect(await readOne(key)).toMatchObject({ version: 1, value: winners[0] });
				const besides = winners.filter((index) => index % 3).map((index) => own + index);
				expect(keysOf(await here().find(own, { limit: 50 }))).toEqual(besides);
			}
		});
		test('everyone counts, and no count is lost', async () => {
			const [a, b] = [fresh(), fresh()];
			const count = async (store: CallStore, ...keys: string[]): Promise<void> => {
				for (;;) {
					const { entries } = await store.read(keys);
					const unit = entries.map((entry, index) => ({
						key: keys[index],
						expected: entry?.version ?? 0,
						value: ((entry?.value as number) ?? 0) + 1,
					}));
					if (await write(store, ...unit)) return;
				}
			};
			// In both orders, which would deadlock a store that locks in the order it is told.
			await Promise.all(
				Array.from({ length: 8 }, async (_, index) => {
					for (let i = 0; i < 10; i += 1) await (index % 2 ? count(here(), a, b) : count(there(), b, a));
				}),
			);
			expect((await here().read([a, b])).entries).toMatchObject([
				{ value: 80, version: 80 },
				{ value: 80, version: 80 },
			]);
		});
		test('units of several keys in all orders are all written', async () => {
			const keys = Array.from({ length: 6 }, fresh);
			const rotated = (by: number): Write[] =>
				[...keys.slice(by % 6), ...keys.slice(0, by % 6)].map((key) => ({ key, value: by }));
			const written = await Promise.all(
				Array.from({ length: 60 }, (_, index) => write(both(index), ...rotated(index))),
			);
			expect(new Set(written)).toEqual(new Set([true]));
			const { entries } = await here().read(keys);
			expect(entries.map((entry) => entry?.version)).toEqual(Array(6).fill(60));
			expect(new Set(entries.map((entry) => entry?.value)).size).toBe(1);
		});
	});

	describe('what is written is read again', () => {
		test.each(ODD_TEXTS)('with the text %j in its key, its list and its value', async (text) => {
			const key = fresh() + text;
			const unit = { key, expected: 0, value: { [text]: text }, list: { name: key, dueInMs: 0 } };
			expect(await write(here(), unit)).toBe(true);
			expect(await readOne(key)).toMatchObject({ key, version: 1, value: { [text]: text } });
			expect(keysOf((await there().due(key, 1)).entries)).toEqual([key]);
			expect((await there().sizes(key)).entries).toMatchObject([{ list: key, size: 1 }]);
			expect(keysOf(await there().find(key, { limit: 1 }))).toEqual([key]);
		});
		test.each(ODD_VALUES)('with the value %j', async (value) => {
			const key = fresh();
			await write(here(), { key, value });
			expect((await readOne(key))?.value).toEqual(value);
		});
		test('with the key __proto__ in its value', async () => {
			const key = fresh();
			await write(here(), { key, value: JSON.parse('{"__proto__":{"a":1}}') });
			expect(JSON.stringify((await readOne(key))?.value)).toBe('{"__proto__":{"a":1}}');
		});
		test('with a value of 4 million characters', async () => {
			const key = fresh();
			const value = '☎é"\\'.repeat(1_000_000);
			await write(here(), { key, value });
			expect((await readOne(key))?.value === value).toBe(true);
		});
		test('with the time of its last write, by the clock of the store', async () => {
			const key = fresh();
			await write(here(), { key, value: 1 });
			const first = await timeOf(there());
			expect(await readOne(key)).toMatchObject({ writtenAt: first });
			await subject().elapse(7);
			await write(there(), { key, value: 1 });
			expect(await readOne(key)).toMatchObject({ writtenAt: first + 7 });
			expect(await timeOf(here())).toBe(first + 7);
		});
		test('in the order it was asked for, with undefined for what is absent', async () => {
			const [a, b, absent] = [fresh(), fresh(), fresh()];
			await here().commit([[{ key: a, value: 1 }], [{ key: b, value: 2 }]]);
			expect(keysOf((await there().read([b, absent, a, b])).entries)).toEqual([b, undefined, a, b]);
			expect((await there().read([])).entries).toEqual([]);
		});
	});

	test.each([
		['an empty key', { key: '', value: 1 }],
		['a key with NUL', { key: 'a\0b', value: 1 }],
		['a key with half a character', { key: 'a\ud800b', value: 1 }],
		['a key of 1,001 bytes', { key: `${'é'.repeat(500)}x`, value: 1 }],
		['an empty list', { key: 'a', value: 1, list: { name: '', dueInMs: 0 } }],
		['a due time that is no number', { key: 'a', value: 1, list: { name: 'a', dueInMs: Number.NaN } }],
		['an endless time to keep', { key: 'a', value: 1, keepMs: Infinity }],
		['a value that is no JSON', { key: 'a', value: () => 1 }],
	])('%s is refused', async (_, unit) => {
		await expect(write(here(), unit)).rejects.toThrow(RangeError);
	});

	describe('a list', () => {
		test('has what is due, longest first, and of what is due together the first key', async () => {
			const list = fresh();
			const put = (name: string, dueInMs: number): Write[] => [
				{ key: list + name, value: name, list: { name: list, dueInMs } },
			];
			await here().commit([put('now b', 0), put('later', 50), put('past', -10), put('now a', 0), put('soon', 20)]);
			expect(keysOf((await there().due(list, 10)).entries)).toEqual(['past', 'now a', 'now b'].map((n) => list + n));
			expect(keysOf((await there().due(list, 2)).entries)).toEqual(['past', 'now a'].map((n) => list + n));
			await subject().elapse(19);
			expect((await there().due(list, 10)).entries).toHaveLength(3);
			await subject().elapse(1);
			expect(keysOf((await there().due(list, 10)).entries).slice(3)).toEqual([`${list}soon`]);
			await subject().elapse(30);
			expect(await there().due(list, 10)).toMatchObject({ now: await timeOf(here()), entries: { length: 5 } });
		});
		test('keeps the fixed place of an entry, whenever it is written again', async () => {
			const list = fresh();
			const put = async (name: string, dueInMs: number): Promise<unknown> =>
				await write(here(), { key: list + name, value: name, list: { name: list, dueInMs } });
			await put('first', -2);
			await put('second', -1);
			await subject().elapse(5);
			await put('first', -2);
			expect(keysOf((await there().due(list, 10)).entries)).toEqual([`${list}first`, `${list}second`]);
		});
		test('is left and changed with the next write', async () => {
			const [key, first, second] = [fresh(), fresh(), fresh()];
			await write(here(), { key, value: 1, list: { name: first, dueInMs: 0 } });
			await write(here(), { key, value: 2, list: { name: second, dueInMs: 5 } });
			expect((await there().due(first, 10)).entries).toEqual([]);
			expect((await there().due(second, 10)).entries).toEqual([]);
			await write(here(), { key, value: 3, list: { name: second, dueInMs: -5 } });
			expect((await there().due(second, 10)).entries).toMatchObject([{ key, version: 3, value: 3 }]);
			await write(here(), { key, value: 4 });
			expect((await there().due(second, 10)).entries).toEqual([]);
			await write(here(), { key, value: 5, list: { name: first, dueInMs: 0 } });
			await write(here(), { key });
			expect((await there().due(first, 10)).entries).toEqual([]);
			expect((await there().sizes(first)).entries).toEqual([]);
		});
		test('is counted, with the time since when its oldest entry is due', async () => {
			const prefix = fresh();
			const put = (key: string, list: string, dueInMs: number): Write[] => [
				{ key: prefix + key, value: 1, list: { name: prefix + list, dueInMs } },
			];
			await here().commit([
				put('1', 'b', 30),
				put('2', 'a', 0),
				put('3', 'b', -20),
				put('4', 'a:x', 5),
				put('5', 'b', 0),
			]);
			const { now, entries } = await there().sizes(prefix);
			expect(now).toBe(await timeOf(here()));
			expect(entries).toEqual([
				{ list: `${prefix}a`, size: 1, oldestDueAt: now },
				{ list: `${prefix}a:x`, size: 1, oldestDueAt: now + 5 },
				{ list: `${prefix}b`, size: 3, oldestDueAt: -20 },
			]);
			expect((await there().sizes(`${prefix}a`)).entries).toHaveLength(2);
			expect((await there().sizes(`${prefix}c`)).entries).toEqual([]);
		});
	});

	describe('find', () => {
		test('goes by the bytes of the keys, page by page', async () => {
			const prefix = fresh();
			const keys = IN_BYTE_ORDER.map((name) => prefix + name);
			await here().commit([...keys].reverse().map((key) => [{ key, value: key }]));
			expect(keysOf(await there().find(prefix, { limit: 100 }))).toEqual(keys);
			for (let index = 0; index < keys.length; index += 3) {
				const page = await there().find(prefix, { after: keys[index], limit: 4 });
				expect(keysOf(page)).toEqual(keys.slice(index + 1, index + 5));
			}
		});
		test.each(['a', 'é', '\ud7ff', '\u{10ffff}', '%', '_', '*', '\\', '[a', "'"])(
			'with the prefix %j has what begins with it, and nothing else',
			async (text) => {
				const base = fresh();
				const prefix = base + text;
				const inside = ['', '!', '\u{10ffff}', '\u{10ffff}\u{10ffff}'].map((name) => prefix + name);
				const outside = [
					base,
					`${base}\u0001`,
					`${base}${text.toUpperCase()}`,
					`${base}\ue000`,
					`${base}~`,
					`${base}x`,
				];
				const others = outside.filter((key) => !key.startsWith(prefix));
				await here().commit([...inside, ...others].map((key) => [{ key, value: 1 }]));
				expect(keysOf(await there().find(prefix, { limit: 100 }))).toEqual(inside);
			},
		);
		test('begins with the prefix when `after` is before it, and has nothing when it is behind', async () => {
			const prefix = fresh();
			await write(here(), { key: `${prefix}m`, value: 1 });
			expect(keysOf(await there().find(`${prefix}m`, { after: `${prefix}a`, limit: 5 }))).toEqual([`${prefix}m`]);
			expect(await there().find(`${prefix}m`, { after: `${prefix}z`, limit: 5 })).toEqual([]);
		});
		test('with the empty prefix has everything', async () => {
			const prefix = fresh();
			await write(here(), { key: `${prefix}m`, value: 1 });
			expect(keysOf(await there().find('', { after: prefix, limit: 1 }))).toEqual([`${prefix}m`]);
		});
	});

	describe('sweep', () => {
		test('removes what is kept no more, wherever it is, and nothing else', async () => {
			await sweepAll();
			const prefix = fresh();
			const list = { name: prefix, dueInMs: 0 };
			await here().commit([
				[{ key: `${prefix}short`, value: 1, keepMs: 10, list }],
				[{ key: `${prefix}long`, value: 1, keepMs: HOUR_MS, list }],
				[{ key: `${prefix}ever`, value: 1, list }],
				[{ key: `${prefix}prolonged`, value: 1, keepMs: 10, list }],
				[{ key: `${prefix}spared`, value: 1, keepMs: 10, list }],
			]);
			await here().commit([
				[{ key: `${prefix}prolonged`, value: 2, keepMs: 20 }],
				[{ key: `${prefix}spared`, value: 2 }],
			]);
			await subject().elapse(9);
			expect(await there().sweep(100)).toBe(0);
			await subject().elapse(1);
			expect(await there().sweep(100)).toBe(1);
			const left = ['ever', 'long', 'prolonged', 'spared'].map((name) => prefix + name);
			expect(keysOf(await here().find(prefix, { limit: 10 }))).toEqual(left);
			expect((await here().sizes(prefix)).entries).toMatchObject([{ size: 2 }]);
			expect(keysOf((await here().due(prefix, 10)).entries)).toEqual([`${prefix}ever`, `${prefix}long`]);
			await subject().elapse(10);
			expect(await sweepAll()).toBe(1);
			expect(await write(here(), { key: `${prefix}short`, expected: 0, value: 1 })).toBe(true);
		});
		test('is read until it is swept', async () => {
			const key = fresh();
			await write(here(), { key, value: 1, keepMs: 1, list: { name: key, dueInMs: 0 } });
			await subject().elapse(2);
			expect(await readOne(key)).toMatchObject({ value: 1 });
			expect((await there().due(key, 1)).entries).toHaveLength(1);
			expect(await write(here(), { key, expected: 1, value: 2 })).toBe(true);
		});
		test('removes at most as many as it is told, the oldest first', async () => {
			await sweepAll();
			const prefix = fresh();
			const names = ['e', 'd', 'c', 'b', 'a'];
			await here().commit(names.map((name, index) => [{ key: prefix + name, value: 1, keepMs: index }]));
			await subject().elapse(10);
			expect(await here().sweep(2)).toBe(2);
			expect(keysOf(await there().find(prefix, { limit: 10 }))).toEqual(['a', 'b', 'c'].map((name) => prefix + name));
			expect(await here().sweep(10)).toBe(3);
			expect(await here().sweep(10)).toBe(0);
		});
		test('shared by both sides removes each entry once', async () => {
			await sweepAll();
			const prefix = fresh();
			await here().commit(Array.from({ length: 200 }, (_, i) => [{ key: prefix + i, value: 1, keepMs: 0 }]));
			const removed = await Promise.all(
				Array.from({ length: 20 }, (_, index) => [here(), there()][index % 2].sweep(15)),
			);
			const total = removed.reduce((sum, count) => sum + count, 0);
			expect(total + (await sweepAll())).toBe(200);
			expect(await there().find(prefix, { limit: 1 })).toEqual([]);
		});
	});

	describe('watch', () => {
		/** A connection for listening may need a moment to be made, so the cause comes again. */
		const isWoken = async (store: CallStore, list: string, cause: () => Promise<unknown>): Promise<boolean> => {
			let wakes = 0;
			const end = store.watch(list, () => (wakes += 1));
			for (let tries = 0; wakes === 0 && tries < 50; tries += 1) {
				await cause();
				await pause(20);
			}
			end();
			return wakes > 0;
		};
		const put = async (store: CallStore, list: string): Promise<boolean> =>
			await write(store, { key: list, value: 1, list: { name: list, dueInMs: 0 } });

		test('calls when an entry is put into the list', async () => {
			const list = fresh();
			expect(await isWoken(here(), list, async () => await put(here(), list))).toBe(true);
		});
		test('calls when an entry is written that names whom to wake', async () => {
			const name = fresh();
			const named = { key: fresh(), value: 1, wake: name, list: { name: fresh(), dueInMs: -1 } };
			expect(await isWoken(here(), name, async () => await write(here(), named))).toBe(true);
		});
		if (wakesAcross) {
			test('calls when another process puts or names it', async () => {
				const list = fresh();
				expect(await isWoken(there(), list, async () => await put(here(), list))).toBe(true);
				const named = { key: fresh(), value: 1, wake: list };
				expect(await isWoken(there(), list, async () => await write(here(), named))).toBe(true);
			});
		}
		test('is silent for other lists, for writes that are refused, for removals, and when it has ended', async () => {
			const list = fresh();
			let wakes = 0;
			const end = here().watch(list, () => (wakes += 1));
			await pause(100);
			wakes = 0;
			await write(here(), { key: list, value: 1, list: { name: `${list}other`, dueInMs: 0 } });
			await write(here(), { key: list, expected: 9, value: 1, list: { name: list, dueInMs: 0 } });
			await write(here(), { key: list, list: { name: list, dueInMs: 0 }, wake: list });
			await write(here(), { key: list, expected: 9, value: 1, wake: list });
			await write(here(), { key: list, value: 1, list: { name: list, dueInMs: -1 } });
			end();
			await put(here(), list);
			await pause(100);
			expect(wakes).toBe(0);
		});
	});
}
