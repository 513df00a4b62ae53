import type { Backend } from '../../nodes/domain/store/backend';
import { sharedCallStore } from '../../nodes/n8n/processState/callStores';
import { memoryCallStore } from './memoryCallStore';

it('keeps the stores of any number of credentials open, and opens each once', async () => {
	const closed: number[] = [];
	const open = (number: number): Backend => ({
		...memoryCallStore(() => 0),
		check: async () => [],
		close: async () => void closed.push(number),
	});
	const credentials = Array.from({ length: 30 }, (_, number) => number);
	const ask = (): Backend[] => credentials.map((number) => sharedCallStore({ number }, () => open(number)));
	const first = ask();
	ask().forEach((store, number) => expect(store).toBe(first[number]));
	expect(closed).toEqual([]);
});
