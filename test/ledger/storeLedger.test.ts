import { memoryStore } from '../../nodes/shared/ledger/memoryStore';
import { storeLedger } from '../../nodes/shared/ledger/storeLedger';

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
	const broken = storeLedger({ ...store, claim: async () => await Promise.reject(new Error('down')), get: async () => await Promise.reject(new Error('down')) }, WINDOW_MS);
	await expect(broken.admit('k', 'f', 'execution 1')).rejects.toThrow('down');
	await expect(broken.has(['k'])).rejects.toThrow('down');
});
