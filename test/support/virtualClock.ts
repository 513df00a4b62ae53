import { setImmediate as turn } from 'node:timers/promises';

/** Time that passes only when a test says so. */
export interface VirtualClock {
	now(): number;
	sleep(ms: number): Promise<void>;
	/** Lets time pass, waking sleepers in order, and what is under way go on. */
	advance(ms: number): Promise<void>;
}

/** Enough for every promise that is ready to be followed by all that waits for it. */
const TURNS = 20;

async function goOn(): Promise<void> {
	for (let turns = 0; turns < TURNS; turns += 1) await turn();
}

export function virtualClock(): VirtualClock {
	let now = 0;
	const sleepers: Array<{ at: number; wake: () => void }> = [];
	return {
		now: () => now,
		sleep: async (ms) => await new Promise((wake) => sleepers.push({ at: now + ms, wake })),
		async advance(ms) {
			const end = now + ms;
			await goOn();
			for (;;) {
				sleepers.sort((a, b) => a.at - b.at);
				if (sleepers.length === 0 || sleepers[0].at > end) break;
				const { at, wake } = sleepers.shift() as (typeof sleepers)[number];
				now = at;
				wake();
				await goOn();
			}
			now = end;
			await goOn();
		},
	};
}
