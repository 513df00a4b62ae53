/**
 * One process that dials within the lines: `tsx dialer.ts '<Job as JSON>'` asks the trunk for contacts and calls each when
 * it has a line for it, until there are none.
 */
import type { LineLimit } from '../../../nodes/domain/lines/record';
import { takeLine } from '../../../nodes/domain/lines/take';
import { openStore, type Place } from '../../store/support/openStore';
import { ACCOUNT } from './ends';

export interface Job {
	name: string;
	place: Place;
	trunk: string;
	limits: LineLimit[];
	leaseMs: number;
	/** How many contacts it works on side by side. */
	atOnce: number;
}

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

async function main(): Promise<void> {
	const { name, place, trunk, limits, leaseMs, atOnce } = JSON.parse(process.argv[2]) as Job;
	const store = openStore(place);
	let attempts = 0;
	const work = async (): Promise<void> => {
		while ((await fetch(`${trunk}/next`)).ok) {
			const id = `dial ${name} ${(attempts += 1)}`;
			while ((await takeLine(store, { id, limits, leaseMs }, ACCOUNT)).kind === 'full')
				await pause(50 + Math.random() * 100);
			const callUuid = await (await fetch(`${trunk}/dial/${encodeURIComponent(id)}`)).text();
			await store.commit([[{ key: id, value: { state: 'done', result: { callUuid } } }]]);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	await store.close();
}

void main().then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error.stack}\n`);
		process.exit(1);
	},
);
