/**
 * One process that counts: `tsx countProcess.ts '<Place as JSON>' <name> <times>` adds 1 so many times to two counters
 * that all processes share, each time with an entry of its own, and prints a line once each is written.
 */
import { StoreUnavailable } from '../../../nodes/domain/store/callStore';
import { openStore, type Place } from './openStore';

async function main(): Promise<void> {
	const [place, name, times] = process.argv.slice(2);
	const store = openStore(JSON.parse(place) as Place);
	// One way round in half of the processes, so that they would lock each other out if order mattered.
	const keys = Number(name) % 2 ? ['count a', 'count b'] : ['count b', 'count a'];
	for (let done = 0; done < Number(times);) {
		const { entries } = await store.read(keys);
		const counts = entries.map((entry, index) => ({
			key: keys[index],
			expected: entry?.version ?? 0,
			value: ((entry?.value as number) ?? 0) + 1,
		}));
		const [isWritten] = await store.commit([[...counts, { key: `own ${name} ${done}`, expected: 0, value: done }]]);
		if (!isWritten) continue;
		process.stdout.write(`${name} ${done}\n`);
		done += 1;
	}
	await store.close();
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error instanceof StoreUnavailable ? error.message : error.stack}\n`);
		process.exit(1);
	},
);
