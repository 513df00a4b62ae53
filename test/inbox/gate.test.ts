/** The first step of an execution: retries by hand, ends that n8n does not tell, and a step that failed. */
import { begin, type BeginSettings } from '../../nodes/domain/inbox/begin';
import { release } from '../../nodes/domain/inbox/release';
import { FILING, inboxWorld, keyOf, LEASE } from './support/inboxWorld';

const KEY = keyOf('call-1');
type World = ReturnType<typeof inboxWorld>;

const owner = (execution: string) => ({ execution, process: 'p1' });
const beginAs = async ({ store }: World, execution: string, changes: Partial<BeginSettings> = {}) =>
	await begin(store, [KEY], { ...FILING, owner: owner(execution), leaseMs: LEASE, ...changes });

async function emitted(): Promise<World> {
	const world = inboxWorld();
	await world.deliver('call-1');
	await world.take();
	return world;
}

async function failed(): Promise<World> {
	const world = await emitted();
	await beginAs(world, '1');
	await world.end([KEY], '1', 'error');
	return world;
}

describe('a retry by hand', () => {
	it('begins what failed again, marked', async () => {
		const world = await failed();
		expect(await beginAs(world, '2', { isRetry: true })).toMatchObject([{ eventKey: KEY, redelivered: true }]);
		await world.end([KEY], '2', 'success');
		expect(await world.record(KEY)).toMatchObject({ state: 'done' });
	});

	it('of a dead letter ends it, too', async () => {
		const world = await emitted();
		for (let time = 0; time < 4; time += 1) {
			await beginAs(world, String(time));
			world.pass(LEASE);
			await world.check();
			await world.take();
		}
		expect(await world.record(KEY)).toMatchObject({ state: 'dead' });
		await beginAs(world, '9', { isRetry: true });
		await world.end([KEY], '9', 'success');
		expect(await world.record(KEY)).toMatchObject({ state: 'done' });
	});

	it('takes nothing from a run that is under way', async () => {
		const world = await emitted();
		await beginAs(world, '1');
		expect(await beginAs(world, '2', { isRetry: true })).toEqual([]);
	});

	it('is needed for what failed: any other execution has none of it', async () => {
		expect(await beginAs(await failed(), '2')).toEqual([]);
	});
});

describe('an execution whose end n8n does not tell', () => {
	it("is n8n's from its beginning on, and never repeated", async () => {
		const world = await emitted();
		const first = await beginAs(world, '1', { endUnknown: true });
		expect(first).toMatchObject([{ eventKey: KEY, redelivered: false }]);
		world.pass(100 * LEASE);
		expect(await world.check()).toEqual({ notBegun: 0, redelivered: 0, dead: 0 });
		expect(await world.take()).toEqual([]);
		expect(await beginAs(world, '1', { endUnknown: true })).toMatchObject([{ eventKey: KEY }]);
		expect(await beginAs(world, '2', { endUnknown: true })).toEqual([]);
	});
});

describe('a step that failed before anything has left', () => {
	const giveUp = async ({ store }: World, execution: string): Promise<void> =>
		await release(store, [KEY], { ...FILING, owner: owner(execution) });

	it('gives its events back, unmarked', async () => {
		const world = await emitted();
		await beginAs(world, '1');
		await giveUp(world, '1');
		expect(await world.take()).toMatchObject([{ eventKey: KEY, redelivered: false }]);
		expect(await beginAs(world, '2')).toMatchObject([{ eventKey: KEY, redelivered: false }]);
	});

	it('gives back nothing that another execution has', async () => {
		const world = await emitted();
		await beginAs(world, '1');
		await giveUp(world, '2');
		expect(await world.record(KEY)).toMatchObject({ state: 'begun', owner: owner('1') });
	});

	it('gives back nothing that is done', async () => {
		const world = await emitted();
		await beginAs(world, '1');
		await world.end([KEY], '1', 'success');
		await giveUp(world, '1');
		expect(await world.record(KEY)).toMatchObject({ state: 'done' });
	});
});
