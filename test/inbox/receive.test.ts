/** What a delivery makes of the store. */
import { callEvent, FILING, HOUR, inboxWorld, keyOf, SCOPE } from './support/inboxWorld';
import { begin } from '../../nodes/domain/inbox/begin';

const run = async (world: ReturnType<typeof inboxWorld>, execution: string): Promise<unknown[]> => {
	const taken = await world.take();
	const keys = taken.map(({ eventKey }) => eventKey);
	const begun = await world.begin(keys, execution);
	await world.end(keys, execution, 'success');
	return begun.map(({ event, update }) => [event.durationSeconds, update]);
};

it('takes an event once, whatever comes again', async () => {
	const world = inboxWorld();
	expect(await world.deliver('call-1')).toBe('new');
	expect(await world.deliver('call-1')).toBe('duplicate');
	expect(await run(world, '1')).toEqual([[196, false]]);
	expect(await world.deliver('call-1')).toBe('duplicate');
	expect(await run(world, '2')).toEqual([]);
});

it('takes an event of fifty simultaneous deliveries once', async () => {
	const world = inboxWorld();
	const receipts = await Promise.all(Array.from({ length: 50 }, async () => await world.deliver('call-1')));
	expect(receipts.filter((receipt) => receipt === 'new')).toHaveLength(1);
	expect(await world.take()).toHaveLength(1);
});

it('takes the events of one call, delivered at once, each', async () => {
	const world = inboxWorld();
	const events = ['initiated', 'ringing', 'answered', 'completed'] as const;
	const receipts = await Promise.all(events.map(async (event) => await world.deliver('call-1', { event })));
	expect(receipts).toEqual(['new', 'new', 'new', 'new']);
});

it('keeps the payload only until the run is done', async () => {
	const world = inboxWorld();
	await world.deliver('call-1');
	expect((await world.record(keyOf('call-1')))?.content.event).toEqual(callEvent('call-1'));
	await run(world, '1');
	expect(JSON.stringify(await world.record(keyOf('call-1')))).not.toContain('+4930123456789');
});

it('forgets what is done after the time to keep, and nothing that is not', async () => {
	const world = inboxWorld();
	await world.deliver('done');
	await run(world, '1');
	await world.deliver('open');
	world.pass(73 * HOUR);
	await world.store.sweep(100);
	expect(await world.record(keyOf('done'))).toBeUndefined();
	expect(await world.record(keyOf('open'))).toBeDefined();
});

describe('other content for a known event', () => {
	it('is left out with Ignore: the first stays', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { durationSeconds: 10 });
		expect(await world.deliver('call-1', { durationSeconds: 20 })).toBe('changed');
		expect(await run(world, '1')).toEqual([[10, false]]);
	});

	it('replaces what waits with Emit as Update, and is no update then', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		expect(await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate')).toBe('update');
		expect(await run(world, '1')).toEqual([[20, false]]);
		expect(await run(world, '2')).toEqual([]);
	});

	it('is compared with what was emitted last: 10, 20, 10', async () => {
		const world = inboxWorld();
		const emitted: unknown[] = [];
		for (const [index, durationSeconds] of [10, 20, 10].entries()) {
			await world.deliver('call-1', { durationSeconds }, 'emitUpdate');
			emitted.push(...(await run(world, String(index))));
		}
		expect(emitted).toEqual([
			[10, false],
			[20, true],
			[10, true],
		]);
	});

	it('that is revoked before it was emitted leaves nothing to emit', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		await run(world, '1');
		await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate');
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		expect(await run(world, '2')).toEqual([]);
	});

	it('that arrives during the run waits for its end', async () => {
		const world = inboxWorld();
		const key = keyOf('call-1');
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		await world.take();
		await world.begin([key], '1');
		await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate');
		expect(await world.take()).toEqual([]);
		await world.end([key], '1', 'success');
		expect(await run(world, '2')).toEqual([[20, true]]);
	});

	it('that says what the run under way says is none', async () => {
		const world = inboxWorld();
		const key = keyOf('call-1');
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		await world.take();
		await world.begin([key], '1');
		await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate');
		await world.deliver('call-1', { durationSeconds: 10 }, 'emitUpdate');
		await world.end([key], '1', 'success');
		expect(await world.take()).toEqual([]);
	});
});

describe('another call with the same call UUID', () => {
	it.each([
		['from', { from: '+12025550000' }],
		['to', { to: '+493099999999' }],
		['start', { initiatedAt: '2026-06-04T10:14:22.000Z' }],
	])('by its %s is kept as a dead letter', async (_field, changes) => {
		const world = inboxWorld();
		await world.deliver('call-1');
		expect(await world.deliver('call-1', changes)).toBe('collision');
		expect(await world.deliver('call-1', changes)).toBe('collision');
		expect(await world.take()).toHaveLength(1);
		const { entries } = await world.store.sizes('ev:');
		expect(entries.map(({ list, size }) => [list.split(':').at(-1), size])).toEqual([
			['dead', 1],
			['emitted', 1],
		]);
	});

	it('is told by any event of the call', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { event: 'initiated' });
		expect(await world.deliver('call-1', { event: 'completed', to: '+493099999999' })).toBe('collision');
	});

	it.each([
		['a number that cannot be read', { from: 'anonymous', fromValid: false }],
		['no start', { initiatedAt: undefined }],
		['a start in whole seconds', { initiatedAt: '2026-06-04T09:14:22.900Z' }],
	])('is not assumed for %s', async (_title, changes) => {
		const world = inboxWorld();
		await world.deliver('call-1', { event: 'initiated' });
		expect(await world.deliver('call-1', { event: 'completed', ...changes })).toBe('new');
	});

	it('is a new call once nothing was heard of the older one for as long as events are remembered', async () => {
		const world = inboxWorld();
		await world.deliver('1');
		await run(world, '1');
		world.pass(73 * HOUR);
		await world.store.sweep(100);
		expect(await world.deliver('1', { to: '+493099999999', durationSeconds: 5 })).toBe('new');
		const [{ eventKey }] = await world.take();
		expect(await world.begin([eventKey], '2')).toMatchObject([{ event: { to: '+493099999999', durationSeconds: 5 } }]);
	});
});

it('never lets an event begin that was forgotten', async () => {
	const world = inboxWorld();
	const owner = { execution: '1', process: 'p1' };
	expect(await begin(world.store, [keyOf('unknown')], { ...FILING, owner, leaseMs: 1 })).toEqual([]);
	expect(SCOPE.namespace).toBe(FILING.namespace);
});
