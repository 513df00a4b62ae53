/** From emission to the end of the run, and what happens when it has none. */
import { HOUR, inboxWorld, keyOf, LEASE } from './support/inboxWorld';

const KEY = keyOf('call-1');
const MINUTE = 60_000;

async function emitted() {
	const world = inboxWorld();
	await world.deliver('call-1');
	await world.take();
	return world;
}

async function begun(count = 1) {
	const world = inboxWorld();
	const keys = Array.from({ length: count }, (_, index) => keyOf(`call-${index + 1}`));
	for (let index = 1; index <= count; index += 1) await world.deliver(`call-${index}`);
	await world.take();
	await world.beat();
	await world.begin(keys, '1');
	return { ...world, keys };
}

describe('begin', () => {
	it('gives an event to one execution', async () => {
		const world = await emitted();
		expect(await world.begin([KEY], '1')).toHaveLength(1);
		expect(await world.begin([KEY], '2')).toEqual([]);
	});

	it('gives the same execution the same answer again', async () => {
		const world = await emitted();
		const [{ waitedMs: _waited, ...first }] = await world.begin([KEY], '1');
		expect(await world.begin([KEY], '1')).toEqual([first]);
	});

	it('takes an execution of another process for another one', async () => {
		const world = await emitted();
		await world.begin([KEY], '1', 'p1');
		expect(await world.begin([KEY], '1', 'p2')).toEqual([]);
	});

	it('of an emission that was slow wins over the one that replaced it', async () => {
		const world = await emitted();
		world.pass(LEASE);
		expect(await world.check()).toEqual({ notBegun: 1, redelivered: 0, dead: 0 });
		expect((await world.take()).map(({ redelivered }) => redelivered)).toEqual([false]);
		expect(await world.begin([KEY], '1')).toHaveLength(1);
		expect(await world.begin([KEY], '2')).toEqual([]);
	});

	it('is waited for longer each time, as an n8n that is slow still has the executions of before', async () => {
		const world = await emitted();
		const notBegunAfter = async (ms: number): Promise<number> => {
			world.pass(ms);
			return (await world.check()).notBegun;
		};
		expect(await notBegunAfter(LEASE)).toBe(1);
		for (const times of [2, 4, 8, 16, 32, 64, 64]) {
			await world.take();
			expect(await notBegunAfter(times * LEASE - 1)).toBe(0);
			expect(await notBegunAfter(1)).toBe(1);
		}
		// Another process has emitted nothing yet.
		await world.take(1, { emission: 'p2:1' });
		expect(await notBegunAfter(LEASE)).toBe(1);
		await world.take(1, { emission: 'p2:2' });
		expect(await notBegunAfter(LEASE)).toBe(0);
		await world.begin([KEY], '1');
		await world.check();
		world.pass(LEASE);
		expect(await world.check()).toMatchObject({ redelivered: 1 });
		await world.take(1, { emission: 'p2:3' });
		expect(await notBegunAfter(LEASE)).toBe(1);
	});

	it('leaves out what is done', async () => {
		const world = await begun();
		await world.end([KEY], '1', 'success');
		expect(await world.begin([KEY], '2')).toEqual([]);
	});
});

describe('a run that ends', () => {
	it.each([
		['success', 'done'],
		['error', 'failed'],
		['canceled', 'failed'],
		['crashed', 'failed'],
		['waiting', 'handedOver'],
	])('with %s leaves the event %s, for good', async (status, state) => {
		const world = await begun();
		await world.end([KEY], '1', status);
		expect((await world.record(KEY))?.state).toBe(state);
		world.pass(10 * HOUR);
		await world.check();
		expect(await world.take()).toEqual([]);
	});

	it('says how long its events took', async () => {
		const world = await begun();
		world.pass(1_500);
		expect(await world.end([KEY], '1', 'success')).toEqual({ doneAfterMs: [1_500], failed: 0, waits: false });
	});

	it('of another execution ends nothing', async () => {
		const world = await begun();
		await world.end([KEY], '2', 'success');
		expect((await world.record(KEY))?.state).toBe('begun');
	});

	it('with an error and several events lets each run alone, marked', async () => {
		const world = await begun(3);
		await world.end(world.keys, '1', 'error');
		expect((await world.take()).map(({ alone, redelivered }) => [alone, redelivered])).toEqual([
			[true, true],
			[true, true],
			[true, true],
		]);
	});

	it('by hand with several events repeats none', async () => {
		const world = await begun(3);
		await world.end(world.keys, '1', 'canceled');
		expect(await world.take()).toEqual([]);
	});
});

describe('a run that was cut off', () => {
	it('comes again, marked, once its process has been silent for the lease', async () => {
		const world = await begun();
		world.pass(LEASE - 1);
		await world.check();
		expect(await world.take()).toEqual([]);
		world.pass(1);
		expect(await world.check()).toEqual({ notBegun: 0, redelivered: 1, dead: 0 });
		expect((await world.take()).map(({ redelivered }) => redelivered)).toEqual([true]);
	});

	it('is not assumed while its process lives, however long it takes', async () => {
		const world = await begun();
		for (let minute = 0; minute < 600; minute += 1) {
			world.pass(MINUTE);
			await world.beat();
			await world.check();
		}
		expect((await world.record(KEY))?.state).toBe('begun');
	});

	it('is noticed within a minute of the last sign of life, whenever the run began', async () => {
		const world = await begun();
		world.pass(30_000);
		await world.beat();
		for (let second = 0; second < 60; second += 1) {
			world.pass(1_000);
			await world.check();
		}
		expect((await world.record(KEY))?.state).toBe('waiting');
	});

	it('comes again three times at most, then it is a dead letter with its payload', async () => {
		const world = await begun();
		for (let run = 2; run <= 4; run += 1) {
			world.pass(LEASE);
			await world.check();
			expect(await world.take()).toHaveLength(1);
			await world.begin([KEY], String(run));
		}
		world.pass(LEASE);
		expect(await world.check()).toEqual({ notBegun: 0, redelivered: 0, dead: 1 });
		expect(await world.take()).toEqual([]);
		expect(await world.record(KEY)).toMatchObject({
			state: 'dead',
			reason: 'n8n ended during its run.',
			content: { event: { callUuid: 'call-1' } },
		});
	});

	it('with several events lets each run alone', async () => {
		const world = await begun(2);
		world.pass(LEASE);
		await world.check();
		expect((await world.take()).map(({ alone }) => alone)).toEqual([true, true]);
	});

	it('but was only slow, ends the event before it is repeated', async () => {
		const world = await begun();
		world.pass(LEASE);
		await world.check();
		await world.end([KEY], '1', 'success');
		expect(await world.take()).toEqual([]);
		expect((await world.record(KEY))?.state).toBe('done');
	});

	it('goes on to the update that came meanwhile', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		for (let run = 1; run <= 4; run += 1) {
			await world.take();
			await world.begin([KEY], String(run));
			if (run === 4) await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate');
			world.pass(LEASE);
			await world.check();
		}
		expect(await world.take()).toMatchObject([{ event: { durationSeconds: 20 }, update: true, redelivered: false }]);
	});
});

describe('Processed Within', () => {
	const within = 10 * MINUTE;
	async function ran(status: string) {
		const world = inboxWorld();
		await world.deliver('call-1');
		await world.take(1, { withinMs: within });
		await world.begin([KEY], '1');
		await world.end([KEY], '1', status);
		return world;
	}

	it.each(['success', 'error'])('brings an event back after a run that ended with %s', async (status) => {
		const world = await ran(status);
		world.pass(within - 1);
		await world.check();
		expect(await world.take()).toEqual([]);
		world.pass(1);
		await world.check();
		expect((await world.take()).map(({ redelivered }) => redelivered)).toEqual([true]);
	});

	it('leaves a run that waits to n8n', async () => {
		const world = await ran('waiting');
		world.pass(10 * within);
		await world.check();
		expect(await world.take()).toEqual([]);
	});
});

describe('what waits together', () => {
	it('leaves in the order of a call', async () => {
		const world = inboxWorld();
		for (const event of ['completed', 'answered', 'initiated', 'ringing'] as const)
			await world.deliver('call-1', { event });
		expect((await world.take()).map(({ event, late }) => [event.event, late])).toEqual([
			['initiated', false],
			['ringing', false],
			['answered', false],
			['completed', false],
		]);
	});

	it('leaves so, too, when the limit is in the middle of a call', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { event: 'completed' });
		world.pass(1);
		await world.deliver('call-2', { event: 'completed' });
		world.pass(1);
		await world.deliver('call-1', { event: 'initiated' });
		expect((await world.take(1)).map(({ event }) => event.event)).toEqual(['initiated']);
		expect((await world.take(2)).map(({ event }) => [event.callUuid, event.event])).toEqual([
			['call-1', 'completed'],
			['call-2', 'completed'],
		]);
	});

	it('leaves first come, first served', async () => {
		const world = inboxWorld();
		for (const call of ['call-3', 'call-1', 'call-2']) {
			await world.deliver(call);
			world.pass(1);
		}
		expect((await world.take()).map(({ event }) => event.callUuid)).toEqual(['call-3', 'call-1', 'call-2']);
	});

	it('is late when the end of its call has left before', async () => {
		const world = inboxWorld();
		await world.deliver('call-1');
		await world.take();
		await world.deliver('call-1', { event: 'answered' });
		expect((await world.take()).map(({ late }) => late)).toEqual([true]);
	});
});
