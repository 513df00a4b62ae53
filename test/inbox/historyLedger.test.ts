import { setImmediate as turn } from 'node:timers/promises';
import { historyLedger } from '../../nodes/domain/inbox/historyLedger';
import { fakeHistory } from '../support/fakeHistory';

let nodes = 0;
/** A node with a history of its own; each ledger is that of one execution. */
function node(maxEntries?: number) {
	const name = `workflow:${(nodes += 1)}`;
	const history = fakeHistory(maxEntries);
	return { history, execution: () => historyLedger(name, history.record, turn) };
}
const admit = async (ledger: ReturnType<typeof historyLedger>, key: string) =>
	await ledger.admit(key, 'f', 'execution');

test("the fake forgets and throws like n8n's own history when nothing serializes it", async () => {
	const history = fakeHistory();
	const first = await Promise.allSettled(['a', 'b', 'c'].map((key) => history.record([key])));
	expect(first.some(({ status }) => status === 'rejected')).toBe(true);
	await Promise.all(['d', 'e', 'f', 'g'].map((key) => history.record([key])));
	expect(history.entries().length).toBeLessThan(5);
});

test('admits a key once, whichever execution asks', async () => {
	const { execution } = node();
	expect(await admit(execution(), 'k')).toBe('new');
	expect(await admit(execution(), 'k')).toBe('duplicate');
	expect(await admit(execution(), 'other')).toBe('new');
});

test('of 50 executions that ask for one key at once, one is admitted', async () => {
	const { execution } = node();
	const answers = await Promise.all(Array.from({ length: 50 }, () => admit(execution(), 'k')));
	expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
	expect(answers[0]).toBe('new');
});

test('300 keys, each delivered twice, eight at a time: 300 are new, and nothing is forgotten', async () => {
	const { execution, history } = node();
	const deliveries = Array.from({ length: 600 }, (_, index) => `key ${(index * 7) % 300}`);
	const answers: string[] = [];
	await Promise.all(
		Array.from({ length: 8 }, async () => {
			for (let key = deliveries.pop(); key !== undefined; key = deliveries.pop())
				answers.push(await admit(execution(), key));
		}),
	);
	expect(answers.filter((answer) => answer === 'new')).toHaveLength(300);
	expect(answers.filter((answer) => answer === 'duplicate')).toHaveLength(300);
	expect(history.entries()).toHaveLength(300);
	expect(history.asked.atOnce).toBe(1);
});

test('keys that arrive while a call is under way share the next one', async () => {
	const { execution, history } = node();
	const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => admit(execution(), `key ${index}`)));
	expect(new Set(answers)).toEqual(new Set(['new']));
	expect(history.asked).toEqual({ times: 2, atOnce: 1 });
	expect(history.entries()).toHaveLength(100);
});

test('a key is asked for once a call, however many wait for it', async () => {
	const asked: string[][] = [];
	const ledger = historyLedger(
		`workflow:${(nodes += 1)}`,
		async (keys) => {
			asked.push(keys);
			await turn();
			return keys;
		},
		turn,
	);
	await Promise.all(['a', 'b', 'b', 'c', 'b'].map((key) => admit(ledger, key)));
	expect(asked).toEqual([['a'], ['b', 'c']]);
});

test('a lone key is asked for at once; those that arrive in the pause after it share the next call', async () => {
	let end = (): void => {};
	const pause = async (): Promise<void> => await new Promise((resolve) => (end = resolve));
	const history = fakeHistory();
	const ledger = historyLedger(`workflow:${(nodes += 1)}`, history.record, pause);
	expect(await admit(ledger, 'a')).toBe('new');
	const later = ['b', 'c', 'a'].map((key) => admit(ledger, key));
	await turn();
	expect(history.asked.times).toBe(1);
	end();
	expect(await Promise.all(later)).toEqual(['new', 'new', 'duplicate']);
	expect(history.asked.times).toBe(2);
});

test('nodes do not wait for each other', async () => {
	const [slow, quick] = [`workflow:${(nodes += 1)}`, `workflow:${(nodes += 1)}`];
	let answer = (): void => {};
	const stuck = admit(
		historyLedger(slow, async (keys) => await new Promise((resolve) => (answer = () => resolve(keys))), turn),
		'k',
	);
	expect(await admit(historyLedger(quick, fakeHistory().record, turn), 'k')).toBe('new');
	answer();
	expect(await stuck).toBe('new');
});

test('the newest entries stay when the history is full', async () => {
	const { execution } = node(2);
	for (const key of ['a', 'b', 'c']) await admit(execution(), key);
	expect(await admit(execution(), 'c')).toBe('duplicate');
	expect(await admit(execution(), 'a')).toBe('new');
});

describe('when the history fails', () => {
	const locked = { when: 'before', error: new Error('SQLITE_BUSY') } as const;

	test('everybody in the batch is told, and a retry is admitted', async () => {
		const { execution, history } = node();
		const ledgers = Array.from({ length: 10 }, execution);
		history.failNext(locked, locked);
		const answers = await Promise.allSettled(ledgers.map((ledger, index) => admit(ledger, `key ${index}`)));
		expect(answers.map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
		expect(answers.map((answer) => (answer as PromiseRejectedResult).reason.message)).toEqual(
			Array(10).fill('SQLITE_BUSY'),
		);
		const again = await Promise.all(ledgers.map((ledger, index) => admit(ledger, `key ${index}`)));
		expect(again).toEqual(Array(10).fill('new'));
	});
	test('those who came later are asked for all the same', async () => {
		const { execution, history } = node();
		history.failNext(locked);
		const [first, second] = await Promise.allSettled([admit(execution(), 'a'), admit(execution(), 'b')]);
		expect(first.status).toBe('rejected');
		expect(second).toEqual({ status: 'fulfilled', value: 'new' });
	});
	test('a history that throws before it promises anything is no different', async () => {
		const ledger = historyLedger(
			`workflow:${(nodes += 1)}`,
			() => {
				throw new Error('no database');
			},
			turn,
		);
		await expect(admit(ledger, 'k')).rejects.toThrow('no database');
	});
	// "Duplicate" would drop an event that nobody has emitted: the caller emits it, marked as unchecked.
	test('an execution whose answer was lost is not told "duplicate" for the key that it may have recorded itself', async () => {
		const { execution, history } = node();
		const ledger = execution();
		history.failNext({ when: 'after', error: new Error('Connection terminated') });
		await expect(admit(ledger, 'k')).rejects.toThrow('Connection terminated');
		expect(history.entries()).toEqual(['k']);
		await expect(admit(ledger, 'k')).rejects.toThrow('cannot tell');
		expect(await admit(execution(), 'k')).toBe('duplicate');
		expect(await admit(ledger, 'other')).toBe('new');
		expect(await admit(ledger, 'other')).toBe('duplicate');
	});
});
