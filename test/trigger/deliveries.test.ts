import { pause, waitUntil } from '../../tooling/process/pause';
import { duringDelivery, isStorm } from '../../nodes/n8n/processState/deliveries';

const DELIVERIES = 8;

/** So many deliveries are under way during `work`. */
async function during(deliveries: number, work: () => Promise<void>): Promise<void> {
	let end = (): void => undefined;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const all = Array.from({ length: deliveries }, async () => await duringDelivery(async () => await ended));
	// What was measured last is of the time before.
	isStorm();
	try {
		await work();
	} finally {
		end();
		await Promise.all(all);
	}
}

function work(ms: number): void {
	for (const until = performance.now() + ms; performance.now() < until;);
}

describe('a storm of deliveries', () => {
	it('is many at once in a process that is busy', async () => {
		await during(DELIVERIES, async () => {
			work(400);
			await pause(1);
			expect(isStorm()).toBe(true);
		});
		expect(isStorm()).toBe(false);
	});

	it('is not many at once that wait for a slow call store', async () => {
		await during(DELIVERIES, async () => {
			// A busy machine makes a process busy that only waits.
			await waitUntil('The end of the storm', () => !isStorm() || undefined, 20_000);
		});
	});

	it('is not a few in a process that is busy', async () => {
		await during(DELIVERIES - 1, async () => {
			work(400);
			await pause(1);
			expect(isStorm()).toBe(false);
		});
	});
});
