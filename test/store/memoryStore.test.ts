import { memoryStore } from '../../nodes/domain/store/memoryStore';
import { storeContract, type Subject } from './storeContract';

const clock = { ms: 0 };
const store = memoryStore(() => clock.ms);
const subject: Subject = {
	here: store,
	there: store,
	async elapse(ms) {
		clock.ms += ms;
	},
};

storeContract(() => subject);

describe('bounded memory', () => {
	test('the oldest entry makes room', async () => {
		const bounded = memoryStore(() => 0, 3);
		for (const key of ['a', 'b', 'c', 'd']) await bounded.claim(key, key, 1_000);
		expect(await bounded.get(['a', 'b', 'c', 'd'])).toEqual([undefined, 'b', 'c', 'd']);
	});
	test('what is written again is young', async () => {
		const bounded = memoryStore(() => 0, 2);
		await bounded.put('a', '1', 1_000);
		await bounded.put('b', '1', 1_000);
		await bounded.put('a', '2', 1_000);
		await bounded.put('c', '1', 1_000);
		expect(await bounded.get(['a', 'b', 'c'])).toEqual(['2', undefined, '1']);
	});
	test('to the millisecond', async () => {
		let ms = 0;
		const short = memoryStore(() => ms);
		await short.put('a', '1', 10);
		ms = 9;
		expect(await short.get(['a'])).toEqual(['1']);
		ms = 10;
		expect(await short.get(['a'])).toEqual([undefined]);
	});
});
