/**
 * One process that dials within the lines: `tsx dialer.ts '<Job as JSON>'` asks the trunk for contacts and calls each when
 * it has a line for it, until there are none.
 */
import { scopeKey, type LineLimit } from '../../../nodes/domain/lines/record';
import { takeLine } from '../../../nodes/domain/lines/take';
import { openStore, type Place } from '../../store/support/openStore';
import { ACCOUNT } from './ends';

export interface Job {
	name: string;
	place: Place;
	trunk: string;
	/** At most so many calls of the trunk. */
	atMost: number;
	/** One call for each of these at a time; each contact is for the one whose turn it is. */
	seats?: readonly string[];
	leaseMs: number;
	wrapUpMs?: number;
	/** How many contacts it works on side by side. */
	atOnce: number;
}

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

async function main(): Promise<void> {
	const { name, place, trunk, atMost, seats = [''], atOnce, ...lease } = JSON.parse(process.argv[2]) as Job;
	const store = openStore(place);
	const limit: LineLimit = { kind: 'trunk', key: scopeKey(ACCOUNT, 'trunk'), atMost };
	const limitsOf = (seat: string): LineLimit[] =>
		seat === '' ? [limit] : [limit, { kind: 'seat', key: scopeKey(ACCOUNT, 'seat', seat), atMost: 1 }];
	let attempts = 0;
	let turns = 0;
	/** Tries one seat after the other, as a workflow that waits a while for a free line. */
	const seatFor = async (id: string): Promise<string> => {
		for (;;) {
			const seat = seats[(turns += 1) % seats.length];
			if ((await takeLine(store, { id, limits: limitsOf(seat), ...lease }, ACCOUNT)).kind === 'taken') return seat;
			await pause(50 + Math.random() * 100);
		}
	};
	const work = async (): Promise<void> => {
		while ((await fetch(`${trunk}/next`)).ok) {
			const id = `dial ${name} ${(attempts += 1)}`;
			const seat = await seatFor(id);
			const callUuid = await (await fetch(`${trunk}/dial/${seat}/${encodeURIComponent(id)}`)).text();
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
