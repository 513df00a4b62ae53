/**
 * One process that asks for an attempt to reach each of some numbers, as soon as it is told to:
 * `tsx attemptProcess.ts '<Place as JSON>' <owner> <numbers>` prints `ready`, waits for a line, and prints the numbers
 * that it may call.
 */
import { once } from 'node:events';
import { openStore, type Place } from '../store/support/openStore';
import { reserveFor } from './reserve';

async function main(): Promise<void> {
	const [place, owner, numbers] = process.argv.slice(2);
	const store = openStore(JSON.parse(place) as Place);
	await store.read(['warm up']);
	process.stdout.write('ready\n');
	await once(process.stdin, 'data');
	const asked = numbers.split(',').map(async (number) => {
		const { verdict } = await reserveFor(store, number, owner);
		return verdict.verdict === 'allowed' ? [number] : [];
	});
	process.stdout.write(`${JSON.stringify((await Promise.all(asked)).flat())}\n`);
	await store.close();
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error.stack}\n`);
		process.exit(1);
	},
);
