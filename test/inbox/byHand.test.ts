/** What Call Pipeline does to an inbox: reports, replays, orphans, forgetting, and what it shows. */
import { callEvent, FILING, HOUR, inboxWorld, keyOf, LEASE, SCOPE } from './support/inboxWorld';
import { eventKey, triggerName } from '../../nodes/domain/inbox/eventKey';
import { forget, type Subject } from '../../nodes/domain/register/forget';
import { mark } from '../../nodes/domain/inbox/mark';
import { settleOrphans } from '../../nodes/domain/inbox/orphans';
import { inboxOverview, triggersOf } from '../../nodes/domain/inbox/overview';
import { claimNamespace } from '../../nodes/domain/inbox/ownership';
import { replayEvent, replayFailed } from '../../nodes/domain/inbox/replay';
import { noteTrigger } from '../../nodes/domain/inbox/triggers';

const KEY = keyOf('call-1');
const MINUTE = 60_000;
const TRIGGER = triggerName(SCOPE);

type World = ReturnType<typeof inboxWorld>;

async function begun(withinMs?: number): Promise<World> {
	const world = inboxWorld();
	await world.deliver('call-1');
	await world.take(100, { withinMs });
	await world.begin([KEY], '1');
	return world;
}

const failed = async (...calls: string[]): Promise<World> => {
	const world = inboxWorld();
	for (const call of calls) await world.deliver(call);
	await world.take();
	for (const call of calls) {
		await world.begin([keyOf(call)], call);
		await world.end([keyOf(call)], call, 'error');
	}
	return world;
};

describe('Mark Processed', () => {
	const processed = async ({ store }: World, execution = '1') =>
		await mark(store, KEY, { ...FILING, outcome: 'done', execution });

	it('ends an event before its run does, and says how long it took', async () => {
		const world = await begun();
		world.pass(2_000);
		expect(await processed(world)).toBe(2_000);
		expect((await world.record(KEY))?.state).toBe('done');
		await world.end([KEY], '1', 'error');
		expect((await world.record(KEY))?.state).toBe('done');
	});

	it('ends an event that has to be marked', async () => {
		const world = await begun(MINUTE);
		await world.end([KEY], '1', 'success');
		await processed(world);
		world.pass(HOUR);
		await world.check();
		expect(await world.take()).toEqual([]);
	});

	it('by another workflow counts, too', async () => {
		const world = await begun(MINUTE);
		await world.end([KEY], '1', 'success');
		expect(await processed(world, 'of a sub-workflow')).toBeDefined();
	});

	it('spares the repetition of a run that was cut off after it', async () => {
		const world = await begun();
		world.pass(LEASE);
		await world.check();
		await processed(world, 'elsewhere');
		expect(await world.take()).toEqual([]);
	});

	it('leaves an update that came after the run to run', async () => {
		const world = await begun();
		await world.deliver('call-1', { durationSeconds: 20 }, 'emitUpdate');
		await processed(world);
		await processed(world);
		expect(await world.take()).toMatchObject([{ update: true, event: { durationSeconds: 20 } }]);
	});

	it('leaves an event known for as long as its trigger remembers events', async () => {
		const world = inboxWorld(720 * HOUR);
		await world.deliver('call-1');
		await world.take();
		await world.begin([KEY], '1');
		await mark(world.store, KEY, { namespace: FILING.namespace, outcome: 'done', execution: '1' });
		world.pass(719 * HOUR);
		await world.store.sweep(100);
		expect(await world.deliver('call-1')).toBe('duplicate');
		world.pass(2 * HOUR);
		await world.store.sweep(100);
		expect(await world.deliver('call-1')).toBe('new');
	});

	it('counts once', async () => {
		const world = await begun();
		await processed(world);
		expect(await processed(world)).toBeUndefined();
	});
});

it('Mark Failed keeps an event for a replay, though its run ends well', async () => {
	const world = await begun();
	await mark(world.store, KEY, { ...FILING, outcome: 'failed', execution: '1' });
	await world.end([KEY], '1', 'success');
	expect(await world.record(KEY)).toMatchObject({ state: 'failed', content: { event: { callUuid: 'call-1' } } });
});

describe('Replay', () => {
	it('lets a failed event run again, marked', async () => {
		const world = await failed('call-1');
		expect(await replayEvent(world.store, KEY, FILING)).toBe('replayed');
		expect((await world.take()).map(({ redelivered }) => redelivered)).toEqual([true]);
		expect(await world.begin([KEY], '2')).toHaveLength(1);
	});

	it('gives a dead letter its three tries again', async () => {
		const world = await begun();
		for (let run = 2; run <= 5; run += 1) {
			world.pass(LEASE);
			await world.check();
			await world.take();
			await world.begin([KEY], String(run));
		}
		await replayEvent(world.store, KEY, FILING);
		expect(await world.record(KEY)).toMatchObject({ state: 'waiting', redeliveries: 0 });
	});

	it.each([
		['unknown', async () => inboxWorld()],
		['open', async () => await begun()],
		[
			'done',
			async () => {
				const world = await begun();
				await world.end([KEY], '1', 'success');
				return world;
			},
		],
	])('says that an event is %s', async (result, set) => {
		const { store } = await set();
		expect(await replayEvent(store, KEY, FILING)).toBe(result);
	});

	it('of all that failed leaves out collisions', async () => {
		const calls = Array.from({ length: 250 }, (_, index) => `call-${index}`);
		const world = await failed(...calls);
		await world.deliver('call-1', { to: '+493099999999' });
		const triggers = await triggersOf(world.store, SCOPE.namespace, SCOPE.workflowId);
		expect(triggers).toEqual([TRIGGER]);
		expect(await replayFailed(world.store, TRIGGER, FILING)).toBe(250);
		expect(await world.take(1_000)).toHaveLength(250);
	});
});

describe('orphaned events', () => {
	const TARGET = { ...SCOPE, webhookId: 'other' };
	const target = triggerName(TARGET);
	const targetKey = (callUuid: string): string =>
		eventKey(TARGET, { credentialId: 'credential', callUuid, event: 'completed' });

	it('count as such once their trigger is not seen any more', async () => {
		const world = inboxWorld();
		await noteTrigger(world.store, SCOPE, LEASE);
		await world.deliver('call-1');
		const orphaned = async () => (await inboxOverview(world.store, SCOPE.namespace, 'another')).orphaned;
		expect(await orphaned()).toBe(0);
		world.pass(2 * LEASE + 1);
		expect(await orphaned()).toBe(1);
	});

	it('go to another trigger; those that ran come marked', async () => {
		const world = inboxWorld();
		for (const call of ['call-1', 'call-2', 'call-3']) await world.deliver(call);
		await world.take(1);
		await world.begin([keyOf('call-1')], '1');
		world.pass(10 * MINUTE);
		const { sent, known } = await settleOrphans(world.store, { ...FILING, trigger: TRIGGER, to: target });
		expect([sent, known]).toEqual([3, 0]);
		expect(await world.take()).toEqual([]);
		const taken = await world.take(100, { scope: TARGET });
		expect(taken.map(({ eventKey: key, redelivered }) => [key, redelivered]).sort()).toEqual([
			[targetKey('call-1'), true],
			[targetKey('call-2'), false],
			[targetKey('call-3'), false],
		]);
	});

	it('stay while their run goes on', async () => {
		const world = await begun();
		await world.beat();
		const fates = await settleOrphans(world.store, { ...FILING, trigger: TRIGGER, to: target });
		expect(fates.sent).toBe(0);
		expect((await world.record(KEY))?.state).toBe('begun');
	});

	it('that the other trigger had itself are not sent', async () => {
		const world = inboxWorld();
		await world.deliver('call-1');
		await settleOrphans(world.store, { ...FILING, trigger: TRIGGER, to: target });
		await world.deliver('call-1');
		const { sent, known } = await settleOrphans(world.store, { ...FILING, trigger: TRIGGER, to: target });
		expect([sent, known]).toEqual([0, 1]);
	});

	it('can be dropped', async () => {
		const world = await failed('call-1');
		await world.deliver('call-2');
		expect((await settleOrphans(world.store, { ...FILING, trigger: TRIGGER })).dropped).toBe(1);
		expect(await world.record(keyOf('call-2'))).toBeUndefined();
		expect((await world.record(KEY))?.state).toBe('failed');
	});
});

describe('Forget', () => {
	const forgotten = async ({ store }: World, subject: Subject) =>
		(await forget(store, SCOPE.namespace, subject, 'secret')).events;
	async function done(): Promise<World> {
		const world = inboxWorld();
		await world.deliver('call-1', { event: 'initiated', contactId: 'contact-1' });
		await world.deliver('call-1', { contactId: 'contact-1' });
		await world.deliver('call-2', { to: '+493099999999' });
		await world.take();
		for (const key of [keyOf('call-1', 'initiated'), KEY, keyOf('call-2')]) {
			await world.begin([key], key);
			await world.end([key], key, 'success');
		}
		return world;
	}

	it.each<[string, Subject]>([
		['a call', { callUuid: 'call-1' }],
		['a number', { number: '+4930123456789' }],
		['a contact', { contactId: 'contact-1' }],
	])('%s lets its events in again, and no others', async (_title, subject) => {
		const world = await done();
		expect(await forgotten(world, subject)).toBe(2);
		expect(await world.deliver('call-1')).toBe('new');
		expect(await world.deliver('call-2', { to: '+493099999999' })).toBe('duplicate');
	});

	it('leaves nothing behind', async () => {
		const world = inboxWorld();
		await world.deliver('call-1', { contactId: 'contact-1' });
		await forgotten(world, { contactId: 'contact-1' });
		expect(await world.store.find('', { limit: 10 })).toEqual([]);
	});

	it('finds a number in a dead letter', async () => {
		const world = await begun();
		await world.deliver('call-1', { to: '+493099999999' });
		expect(await forgotten(world, { number: '+493099999999' })).toBe(1);
		expect(await world.record(KEY)).toBeDefined();
	});

	it('goes through any number of events', async () => {
		const world = inboxWorld();
		for (let call = 0; call < 1_200; call += 1) await world.deliver(`call-${call}`);
		expect(await forgotten(world, { number: callEvent('').to })).toBe(1_200);
		expect(await world.store.find('', { limit: 10 })).toEqual([]);
	});
});

it('the overview counts what is not done, by state', async () => {
	const world = await failed('call-1');
	await world.deliver('call-2');
	world.pass(90_000);
	await world.deliver('call-3');
	const { events, oldestWaitingSeconds } = await inboxOverview(world.store, SCOPE.namespace, SCOPE.workflowId);
	expect([events.failed, events.waiting, oldestWaitingSeconds]).toEqual([1, 2, 90]);
});

describe('a namespace', () => {
	const claim = async ({ store }: World, url: string) =>
		await claimNamespace(store, SCOPE.namespace, { url, leaseMs: LEASE });
	const [OWN, COPY] = ['https://n8n.example/webhook', 'https://staging.example/webhook'];

	it('is refused to another n8n while its owner is alive', async () => {
		const world = inboxWorld();
		await claim(world, OWN);
		world.pass(LEASE - 1);
		expect(await claim(world, COPY)).toEqual({ kind: 'taken', url: OWN });
		expect(await claim(world, OWN)).toEqual({ kind: 'owned' });
	});

	it('goes to another n8n when its owner is gone; what was open comes marked', async () => {
		const world = inboxWorld();
		await claim(world, OWN);
		await world.deliver('call-1');
		world.pass(LEASE);
		const owned = await claim(world, COPY);
		expect(owned).toEqual({ kind: 'owned', doubtfulUntil: world.now() });
		world.pass(1);
		await world.deliver('call-2');
		const taken = await world.take(10, { doubtfulUntil: world.now() - 1 });
		expect(taken.map(({ redelivered }) => redelivered)).toEqual([true, false]);
	});

	it.each([
		['a restart', 4 * MINUTE, undefined],
		['a long outage, as after a restore', 6 * MINUTE, 0],
	])('tells %s', async (_title, pauseMs, doubtfulAfterMs) => {
		const world = inboxWorld();
		const lastSeen = world.now();
		await claim(world, OWN);
		world.pass(pauseMs);
		expect(await claim(world, OWN)).toEqual({
			kind: 'owned',
			...(doubtfulAfterMs !== undefined && { doubtfulUntil: lastSeen + doubtfulAfterMs }),
		});
	});
});
