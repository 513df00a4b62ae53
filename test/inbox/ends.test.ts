/** What the end of a run, and a report on it, leave behind for those who look. */
import { mark } from '../../nodes/domain/inbox/mark';
import { replayEvent } from '../../nodes/domain/inbox/replay';
import { FILING, inboxWorld, keyOf, LEASE } from './support/inboxWorld';

const KEY = keyOf('call-1');
const WITHIN = 600_000;
type World = ReturnType<typeof inboxWorld>;

async function begun({ count = 1, withinMs }: { count?: number; withinMs?: number } = {}) {
	const world = inboxWorld();
	const keys = Array.from({ length: count }, (_, index) => keyOf(`call-${index + 1}`));
	for (let index = 1; index <= count; index += 1) await world.deliver(`call-${index}`);
	await world.take(100, { withinMs });
	await world.begin(keys, '1');
	return { ...world, keys };
}

/** Its process has been silent for so long that its event waits again. */
async function cutOff() {
	const world = await begun();
	world.pass(LEASE);
	await world.check();
	return world;
}

describe('a run that begins', () => {
	it('has the call as other events have told it', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { event: 'answered', seatId: 'seat_0481ab' });
		await world.deliver('call-1');
		await world.take();
		expect(await world.begin([KEY], '1')).toMatchObject([{ event: { event: 'completed', seatId: 'seat_0481ab' } }]);
	});

	it('says how long its event has waited', async () => {
		const world = inboxWorld();
		await world.deliver('call-1');
		world.pass(1_500);
		await world.take();
		expect(await world.begin([KEY], '1')).toMatchObject([{ waitedMs: 1_500 }]);
	});

	it('has none of what another one has, and all of the rest', async () => {
		const world = await begun();
		await world.deliver('call-2');
		await world.take();
		const mine = await world.begin([KEY, keyOf('call-2')], '2');
		expect(mine.map((event) => event.eventKey)).toEqual([keyOf('call-2')]);
	});
});

describe('the end of a run', () => {
	it('with an error counts as failed, and says why in the record', async () => {
		const world = await begun();
		expect(await world.end([KEY], '1', 'error')).toEqual({ doneAfterMs: [], failed: 1, waits: false });
		expect(await world.record(KEY)).toMatchObject({ reason: 'The run ended with status error.' });
	});

	it('with an error and several events says that they wait again', async () => {
		const world = await begun({ count: 2 });
		expect(await world.end(world.keys, '1', 'error')).toEqual({ doneAfterMs: [], failed: 0, waits: true });
	});

	it('with success is not yet the end of an event that has to be marked', async () => {
		const world = await begun({ withinMs: WITHIN });
		expect(await world.end([KEY], '1', 'success')).toEqual({ doneAfterMs: [], failed: 0, waits: false });
	});

	it('that n8n resumes later is not the end of an event', async () => {
		const world = await begun();
		expect(await world.end([KEY], '1', 'waiting')).toEqual({ doneAfterMs: [], failed: 0, waits: false });
	});

	it('that comes when its event was emitted again still ends the event', async () => {
		const world = await cutOff();
		await world.take();
		await world.end([KEY], '1', 'success');
		expect(await world.record(KEY)).toMatchObject({ state: 'done' });
	});

	it('with an error does not end an event that waits for its repetition', async () => {
		const world = await cutOff();
		await world.end([KEY], '1', 'error');
		expect(await world.take()).toMatchObject([{ eventKey: KEY, redelivered: true }]);
	});
});

it('a run of one event that was cut off may share its repetition with others', async () => {
	const world = await cutOff();
	expect(await world.take()).toMatchObject([{ eventKey: KEY, alone: false }]);
});

describe('a report', () => {
	const report = async ({ store }: Pick<World, 'store'>, outcome: 'done' | 'failed', execution = '1') =>
		await mark(store, KEY, { ...FILING, outcome, execution });

	it('of a failure says in the record who said so', async () => {
		const world = await begun();
		await report(world, 'failed');
		expect((await world.record(KEY))?.reason).toBe('The workflow marked it as failed.');
	});

	it('of success leaves no reason', async () => {
		const world = await begun();
		await report(world, 'done');
		expect(await world.record(KEY)).not.toHaveProperty('reason');
	});

	it('of a run that was cut off ends its event though it is emitted again', async () => {
		const world = await cutOff();
		await world.take();
		expect(await report(world, 'done', 'elsewhere')).toBeDefined();
		expect(await world.record(KEY)).toMatchObject({ state: 'done' });
	});

	it('of an event that has not run says nothing', async () => {
		const world = inboxWorld();
		await world.deliver('call-1');
		expect(await report(world, 'done')).toBeUndefined();
		await world.take();
		expect(await report(world, 'done')).toBeUndefined();
		expect(await world.record(KEY)).toMatchObject({ state: 'emitted' });
	});

	it('of an unknown event says nothing', async () => {
		expect(await report(inboxWorld(), 'done')).toBeUndefined();
	});
});

describe.each<[string, () => Promise<World>]>([
	[
		'emitted',
		async () => {
			const world = inboxWorld();
			await world.deliver('call-1');
			await world.take();
			return world;
		},
	],
	['begun', begun],
	[
		'unconfirmed',
		async () => {
			const world = await begun({ withinMs: WITHIN });
			await world.end([KEY], '1', 'success');
			return world;
		},
	],
])('while an event is %s', (state, inState) => {
	it('a replay says that it is open', async () => {
		const { store } = await inState();
		expect(await replayEvent(store, KEY, FILING)).toBe('open');
	});

	it('other content has to wait', async () => {
		const world = await inState();
		await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate');
		expect(await world.take()).toEqual([]);
		expect(await world.record(KEY)).toMatchObject({ state, next: { event: { durationSeconds: 20 } } });
	});
});
