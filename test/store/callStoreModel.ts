import fc from 'fast-check';
import type { CallStore, Write } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from './memoryCallStore';
import type { Subject } from './support/subject';

/** Few enough that writes meet, and in different orders by UTF-8, UTF-16 and language. */
const KEYS = ['a', 'B', 'é', 'a/1', '\uffff', '😀'];
const LISTS = ['l', 'l2', 'm'];

const someOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const write: fc.Arbitrary<Write> = fc.record(
	{
		key: someOf(KEYS),
		expected: fc.integer({ min: 0, max: 3 }),
		value: fc.jsonValue({ maxDepth: 2 }),
		list: fc.record({ name: someOf(LISTS), dueInMs: fc.integer({ min: -3, max: 9 }) }),
		keepMs: fc.integer({ min: -2, max: 9 }),
	},
	{ requiredKeys: ['key'] },
);
const unit = fc.uniqueArray(write, { selector: ({ key }) => key, maxLength: 3 });
const limit = fc.integer({ min: 1, max: 4 });

/** What is done to the model and to the backend, by name and arguments, e.g. `['due', 'l', 2]`. */
const step = fc.oneof(
	{ weight: 6, arbitrary: fc.tuple(fc.constant('commit' as const), fc.array(unit, { maxLength: 3 })) },
	fc.tuple(fc.constant('read' as const), fc.uniqueArray(someOf(KEYS))),
	fc.tuple(fc.constant('due' as const), someOf(LISTS), limit),
	fc.tuple(
		fc.constant('find' as const),
		someOf(['', 'a', 'é']),
		fc.record({ after: someOf(KEYS), limit }, { requiredKeys: ['limit'] }),
	),
	fc.tuple(fc.constant('sizes' as const), someOf(['', 'l', 'm', 'x'])),
	fc.tuple(fc.constant('sweep' as const), limit),
	fc.tuple(fc.constant('elapse' as const), fc.integer({ min: 1, max: 5 })),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const call = async (store: CallStore, [name, ...args]: Step): Promise<unknown> =>
	await (store as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[name](...args);

async function clear(store: CallStore): Promise<void> {
	const entries = await store.find('', { limit: 1_000 });
	await store.commit([entries.map(({ key }) => ({ key }))]);
}

/** Whatever is done, from whichever process, a backend answers as the model does. */
export function callStoreModel(subject: () => Subject, runs: number): void {
	test(`answers as the model does, over ${runs} random histories`, async () => {
		const side = fc.boolean();
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(step, side), { maxLength: 30 }), async (steps) => {
				const { here, there, elapse } = subject();
				await clear(here);
				let time = (await here.read([])).now;
				const model = memoryCallStore(() => time);
				for (const [taken, isHere] of steps) {
					if (taken[0] === 'elapse') {
						time += taken[1];
						await elapse(taken[1]);
					} else {
						expect(await call(isHere ? here : there, taken)).toEqual(await call(model, taken));
					}
				}
				expect(await there.find('', { limit: 100 })).toEqual(await model.find('', { limit: 100 }));
				expect(await there.sizes('')).toEqual(await model.sizes(''));
			}),
			{ numRuns: runs },
		);
	}, 300_000);
}
