import type { Store } from '../../nodes/domain/store/store';

/** A store as two processes see it, each over a connection of its own. */
export interface Subject {
	here: Store;
	there: Store;
	/** Lets `ms` pass for the store's clock. */
	elapse(ms: number): Promise<void>;
}

/** The shortest time that a real server can be asked to keep something for a test. */
const SHORT_MS = 150;
const LONG_MS = 60_000;

const texts = ['', ' ', 'f owner', 'Zoë ☎', `'"\\;--\n\t`, '__proto__', '%s $1', 'x'.repeat(10_000)];

/** What every `Store` promises; run over each of them. */
export function storeContract(subject: () => Subject): void {
	const here = (): Store => subject().here;
	const there = (): Store => subject().there;
	let number = 0;
	const fresh = (): string => `key ${(number += 1)}`;

	describe('claim', () => {
		test('sets an absent key', async () => {
			const key = fresh();
			expect(await here().claim(key, 'mine', LONG_MS)).toBeUndefined();
			expect(await there().get([key])).toEqual(['mine']);
		});
		test('answers what stands, and leaves it', async () => {
			const key = fresh();
			await here().claim(key, 'first', LONG_MS);
			expect(await there().claim(key, 'second', LONG_MS)).toBe('first');
			expect(await here().claim(key, 'first', LONG_MS)).toBe('first');
			expect(await here().get([key])).toEqual(['first']);
		});
		test('wins a key again once it has expired', async () => {
			const key = fresh();
			await here().claim(key, 'first', SHORT_MS);
			await subject().elapse(SHORT_MS);
			expect(await there().claim(key, 'second', LONG_MS)).toBeUndefined();
			expect(await here().get([key])).toEqual(['second']);
		});
		test('does not prolong what stands', async () => {
			const key = fresh();
			await here().claim(key, 'first', SHORT_MS);
			await here().claim(key, 'second', LONG_MS);
			await subject().elapse(SHORT_MS);
			expect(await here().get([key])).toEqual([undefined]);
		});
		test.each(texts)('keeps the text %j, as key and as value', async (text) => {
			const key = `${fresh()}${text}`;
			expect(await here().claim(key, text, LONG_MS)).toBeUndefined();
			expect(await there().claim(key, 'other', LONG_MS)).toBe(text);
		});
		test('is won by exactly one of 50 callers over two connections, for each of 200 keys', async () => {
			const prefix = fresh();
			const winners: number[] = [];
			for (let round = 0; round < 200; round += 4) {
				const keys = [0, 1, 2, 3].map((offset) => `${prefix} ${round + offset}`);
				const answers = await Promise.all(
					keys.map((key) =>
						Promise.all(
							Array.from({ length: 50 }, (_, caller) =>
								[here(), there()][caller % 2].claim(key, `caller ${caller}`, LONG_MS),
							),
						),
					),
				);
				for (const ofKey of answers) {
					const won = ofKey.findIndex((standing) => standing === undefined);
					winners.push(ofKey.filter((standing) => standing === undefined).length);
					expect(new Set(ofKey.filter((standing) => standing !== undefined))).toEqual(new Set([`caller ${won}`]));
				}
			}
			expect(winners).toEqual(Array(200).fill(1));
		});
		test('of an expired key is won by exactly one of 50 callers', async () => {
			const keys = Array.from({ length: 10 }, fresh);
			await Promise.all(keys.map((key) => here().claim(key, 'before', SHORT_MS)));
			await subject().elapse(SHORT_MS);
			for (const key of keys) {
				const answers = await Promise.all(
					Array.from({ length: 50 }, (_, caller) =>
						[here(), there()][caller % 2].claim(key, `caller ${caller}`, LONG_MS),
					),
				);
				expect(answers.filter((standing) => standing === undefined)).toHaveLength(1);
				expect(answers).not.toContain('before');
			}
		});
	});

	describe('get', () => {
		test('answers in the order it was asked, with undefined for what is absent', async () => {
			const [a, b, absent] = [fresh(), fresh(), fresh()];
			await here().put(a, '1', LONG_MS);
			await here().put(b, '2', LONG_MS);
			expect(await there().get([b, absent, a, b])).toEqual(['2', undefined, '1', '2']);
		});
		test('of nothing is nothing', async () => expect(await here().get([])).toEqual([]));
	});

	describe('put', () => {
		test('sets what was absent and replaces what stood, with its time', async () => {
			const key = fresh();
			await here().put(key, 'first', SHORT_MS);
			await there().put(key, 'second', LONG_MS);
			await subject().elapse(SHORT_MS);
			expect(await here().get([key])).toEqual(['second']);
		});
		test('expires', async () => {
			const key = fresh();
			await here().put(key, 'first', SHORT_MS);
			await subject().elapse(SHORT_MS);
			expect(await here().get([key])).toEqual([undefined]);
		});
	});

	describe('remove', () => {
		test('frees a key, and is content with an absent one', async () => {
			const [key, other] = [fresh(), fresh()];
			await here().put(other, 'stays', LONG_MS);
			await here().claim(key, 'first', LONG_MS);
			await there().remove(key);
			await there().remove(key);
			expect(await here().claim(key, 'second', LONG_MS)).toBeUndefined();
			expect(await here().get([other])).toEqual(['stays']);
		});
	});

	describe('add', () => {
		test('starts at 0, adds, and answers in the order of the increments', async () => {
			const [a, b] = [fresh(), fresh()];
			expect(await here().add({ [b]: 5, [a]: 1 }, LONG_MS)).toEqual([5, 1]);
			expect(await there().add({ [a]: 2, [b]: -7 }, LONG_MS)).toEqual([3, -2]);
			expect(await here().get([a, b])).toEqual(['3', '-2']);
		});
		test('of nothing is nothing', async () => expect(await here().add({}, LONG_MS)).toEqual([]));
		test('adds 200 times from two connections and loses none', async () => {
			const [a, b] = [fresh(), fresh()];
			// In both orders, which would deadlock a store that locks in the order it is told.
			await Promise.all(
				Array.from({ length: 200 }, (_, index) =>
					index % 2 ? here().add({ [a]: 1, [b]: 2 }, LONG_MS) : there().add({ [b]: 2, [a]: 1 }, LONG_MS),
				),
			);
			expect(await here().get([a, b])).toEqual(['200', '400']);
		});
		test('lives from its first addition, then starts at 0 again', async () => {
			const key = fresh();
			await here().add({ [key]: 1 }, SHORT_MS);
			await here().add({ [key]: 1 }, LONG_MS);
			await subject().elapse(SHORT_MS);
			expect(await here().get([key])).toEqual([undefined]);
			expect(await here().add({ [key]: 4 }, LONG_MS)).toEqual([4]);
			expect(await here().add({ [key]: 1 }, SHORT_MS)).toEqual([5]);
			await subject().elapse(SHORT_MS);
			expect(await here().get([key])).toEqual(['5']);
		});
		test('counts far beyond 32 bits', async () => {
			const key = fresh();
			await here().add({ [key]: Number.MAX_SAFE_INTEGER - 1 }, LONG_MS);
			expect(await here().add({ [key]: 1 }, LONG_MS)).toEqual([Number.MAX_SAFE_INTEGER]);
		});
	});
}
