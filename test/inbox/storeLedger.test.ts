import fc from 'fast-check';
import { memoryStore } from '../../nodes/domain/store/memoryStore';
import { storeLedger } from '../../nodes/domain/inbox/storeLedger';

const WINDOW_MS = 1_000;

function open() {
	const clock = { ms: 0 };
	const store = memoryStore(() => clock.ms);
	return { clock, store, ledger: storeLedger(store, WINDOW_MS) };
}

test('admits a key once', async () => {
	const { ledger } = open();
	expect(await ledger.admit('k', 'f', 'execution 1')).toBe('new');
	expect(await ledger.admit('k', 'f', 'execution 2')).toBe('duplicate');
	expect(await ledger.admit('other', 'f', 'execution 2')).toBe('new');
});
test('tells the same key with other content', async () => {
	const { ledger } = open();
	await ledger.admit('k', 'f', 'execution 1');
	expect(await ledger.admit('k', 'g', 'execution 2')).toBe('changed');
	expect(await ledger.admit('k', 'f', 'execution 3')).toBe('duplicate');
});
test('answers an owner that asks again as it did before', async () => {
	const { ledger } = open();
	await ledger.admit('k', 'f', 'execution 1');
	expect(await ledger.admit('k', 'f', 'execution 1')).toBe('new');
	expect(await ledger.admit('k', 'f', 'execution 11')).toBe('duplicate');
	expect(await ledger.admit('k', 'g', 'execution 1')).toBe('changed');
});
test('admits again when the window is over', async () => {
	const { ledger, clock } = open();
	await ledger.admit('k', 'f', 'execution 1');
	clock.ms = WINDOW_MS - 1;
	expect(await ledger.admit('k', 'f', 'execution 2')).toBe('duplicate');
	clock.ms = WINDOW_MS;
	expect(await ledger.admit('k', 'f', 'execution 3')).toBe('new');
});
test('has tells what stands without recording anything', async () => {
	const { ledger } = open();
	await ledger.admit('b', 'fb', 'execution 1');
	expect(await ledger.has(['a', 'b'])).toEqual([undefined, { fingerprint: 'fb' }]);
	expect(await ledger.admit('a', 'fa', 'execution 2')).toBe('new');
});
test('forget lets keys be admitted again, and no others', async () => {
	const { ledger } = open();
	for (const key of ['a', 'b', 'c']) await ledger.admit(key, 'f', 'execution 1');
	await ledger.forget(['a', 'b']);
	expect(await ledger.has(['a', 'b', 'c'])).toEqual([undefined, undefined, { fingerprint: 'f' }]);
});
test('a store that rejects makes the ledger reject', async () => {
	const { store } = open();
	const broken = storeLedger(
		{
			...store,
			claim: async () => await Promise.reject(new Error('down')),
			get: async () => await Promise.reject(new Error('down')),
		},
		WINDOW_MS,
	);
	await expect(broken.admit('k', 'f', 'execution 1')).rejects.toThrow('down');
	await expect(broken.has(['k'])).rejects.toThrow('down');
});

describe('does what its model says', () => {
	interface Model {
		nowMs: number;
		standing: Map<string, { fingerprint: string; owner: string; until: number }>;
	}
	type Real = ReturnType<typeof open>;
	type Command = fc.AsyncCommand<Model, Real>;

	const at = ({ nowMs, standing }: Model, key: string) => {
		const found = standing.get(key);
		return found && found.until > nowMs ? found : undefined;
	};
	const command = (text: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
		check: () => true,
		toString: () => text,
		run,
	});

	const admit = ([key, fingerprint, owner]: readonly [string, string, string]): Command =>
		command(`admit(${key}, ${fingerprint}, ${owner})`, async (model, { ledger }) => {
			const before = at(model, key);
			if (!before) model.standing.set(key, { fingerprint, owner, until: model.nowMs + WINDOW_MS });
			const isOwn = before?.fingerprint === fingerprint && before.owner === owner;
			const expected = !before || isOwn ? 'new' : before.fingerprint === fingerprint ? 'duplicate' : 'changed';
			expect(await ledger.admit(key, fingerprint, owner)).toBe(expected);
		});
	const has = (keys: string[]): Command =>
		command(`has(${keys.join()})`, async (model, { ledger }) => {
			const expected = keys.map((key) => at(model, key)).map((found) => found && { fingerprint: found.fingerprint });
			expect(await ledger.has(keys)).toEqual(expected);
		});
	const forget = (keys: string[]): Command =>
		command(`forget(${keys.join()})`, async (model, { ledger }) => {
			for (const key of keys) model.standing.delete(key);
			await ledger.forget(keys);
		});
	const later = (ms: number): Command =>
		command(`${ms} ms later`, async (model, { clock }) => {
			clock.ms = model.nowMs += ms;
		});

	const key = fc.constantFrom('a', 'b', 'c');
	const commands = fc.commands(
		[
			fc.tuple(key, fc.constantFrom('f', 'g'), fc.constantFrom('1', '2')).map(admit),
			fc.uniqueArray(key).map(has),
			fc.uniqueArray(key).map(forget),
			fc.constantFrom(1, WINDOW_MS / 2, WINDOW_MS - 1, WINDOW_MS).map(later),
		],
		{ maxCommands: 50 },
	);

	test('over a clock that only the test moves', async () => {
		await fc.assert(
			fc.asyncProperty(commands, async (steps) => {
				await fc.asyncModelRun(() => ({ model: { nowMs: 0, standing: new Map() }, real: open() }), steps);
			}),
			{ seed: 20_261_127, numRuns: 1_000 },
		);
	});
});
