/** The pump, with an n8n that the test plays and a clock that it moves. */
import { begin } from '../../nodes/domain/inbox/begin';
import { end } from '../../nodes/domain/inbox/end';
import { triggerName } from '../../nodes/domain/inbox/eventKey';
import { claimNamespace } from '../../nodes/domain/inbox/ownership';
import { activeTriggers } from '../../nodes/domain/inbox/triggers';
import { receive } from '../../nodes/domain/inbox/receive';
import { startPump, type Pump, type PumpHost } from '../../nodes/domain/inbox/pump';
import type { Taken } from '../../nodes/domain/inbox/take';
import { StoreUnavailable } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';
import { callEvent, FILING, LEASE, SCOPE } from './support/inboxWorld';
import { virtualClock } from '../support/virtualClock';

interface Execution {
	id: string;
	events: readonly Taken[];
	/** n8n says that it is over, or that it could not be started. */
	over(): void;
	refuse(): void;
}

const START = Date.parse('2026-06-04T09:17:46.000Z');

function setScene(changes: Partial<Awaited<ReturnType<PumpHost['open']>>['settings']> = {}) {
	const clock = virtualClock();
	const store = memoryCallStore(() => START + clock.now());
	const executions: Execution[] = [];
	const warnings: string[] = [];
	let isAway = false;
	let isStorm = false;
	const settings = {
		scope: SCOPE,
		url: 'https://n8n.example/webhook',
		keepMs: FILING.keepMs,
		leaseMs: LEASE,
		maxFlights: 3,
		eventsPerExecution: 1,
		...changes,
	};
	const pumps: Pump[] = [];
	const start = (process = 'p1'): Pump => {
		const pump = startPump({
			open: async () => {
				if (isAway) throw new StoreUnavailable('The store is away.');
				return { store, settings };
			},
			emit: async (events) =>
				await new Promise<void>((over, refuse) =>
					executions.push({ id: String(executions.length), events, over, refuse: () => refuse(new Error('full')) }),
				),
			sleep: clock.sleep,
			now: clock.now,
			process,
			isStorm: () => isStorm,
			warn: (message) => void warnings.push(message),
			count: () => undefined,
		});
		pumps.push(pump);
		return pump;
	};
	const owner = (execution: Execution) => ({ execution: execution.id, process: 'p1' });
	const keys = (execution: Execution) => execution.events.map(({ eventKey }) => eventKey);
	return {
		clock,
		store,
		executions,
		warnings,
		start,
		away: (now: boolean): void => void (isAway = now),
		storm: (now: boolean): void => void (isStorm = now),
		async deliver(...calls: string[]): Promise<void> {
			for (const callUuid of calls)
				await receive(store, callEvent(callUuid), {
					scope: SCOPE,
					credentialId: 'credential',
					keepMs: FILING.keepMs,
					keepCallsMs: 30 * 24 * 3_600_000,
					onChange: 'ignore',
					secret: '',
				});
		},
		begin: async (execution: Execution) =>
			await begin(store, keys(execution), { ...FILING, owner: owner(execution), leaseMs: LEASE }),
		async finish(execution: Execution): Promise<void> {
			await end(store, keys(execution), { ...FILING, owner: owner(execution), status: 'success' });
			execution.over();
		},
		calls: () => executions.map(({ events }) => events.map(({ event }) => event.callUuid).join()),
		stopAll: async () => {
			const stopped = Promise.all(pumps.map(async (pump) => await pump.stop()));
			await clock.advance(2_000);
			await stopped;
		},
	};
}

let scene: ReturnType<typeof setScene>;
const open = (...args: Parameters<typeof setScene>) => (scene = setScene(...args));
afterEach(async () => await scene.stopAll());

it('emits what waits at its start, and what comes then, at once', async () => {
	const { deliver, start, calls, clock } = open();
	await deliver('call-1');
	start();
	await clock.advance(0);
	expect(calls()).toEqual(['call-1']);
	await deliver('call-2');
	await clock.advance(0);
	expect(calls()).toEqual(['call-1', 'call-2']);
});

it('has at most so many executions under way', async () => {
	const { deliver, start, calls, clock, executions, begin, finish } = open({ maxFlights: 2 });
	await deliver('call-1', 'call-2', 'call-3', 'call-4');
	start();
	await clock.advance(5_000);
	expect(calls()).toEqual(['call-1', 'call-2']);
	await begin(executions[1]);
	await finish(executions[1]);
	await clock.advance(0);
	expect(calls()).toEqual(['call-1', 'call-2', 'call-3']);
});

it('leaves the processor to deliveries while many come at once', async () => {
	const { deliver, start, calls, clock, storm } = open({ maxFlights: 20 });
	await deliver('call-1', 'call-2', 'call-3', 'call-4');
	storm(true);
	start();
	await clock.advance(5_000);
	expect(calls()).toHaveLength(2);
	storm(false);
	await clock.advance(2_000);
	expect(calls()).toHaveLength(4);
});

it('learns from the store of ends that n8n does not tell', async () => {
	const { deliver, start, calls, clock, executions, begin, finish } = open({ maxFlights: 1 });
	await deliver('call-1', 'call-2');
	start();
	await clock.advance(0);
	await begin(executions[0]);
	executions[0].over = () => undefined;
	await finish(executions[0]);
	await clock.advance(2_000);
	expect(calls()).toEqual(['call-1', 'call-2']);
});

it('lets events share executions only while it is busy', async () => {
	const { deliver, start, calls, clock, executions, begin, finish } = open({ eventsPerExecution: 3 });
	start();
	await clock.advance(0);
	for (const call of ['a', 'b', 'c', 'd', 'e']) {
		await deliver(call);
		await clock.advance(0);
	}
	expect(calls()).toEqual(['a', 'b', 'c,d,e']);
	await deliver('f', 'g');
	await clock.advance(5_000);
	expect(calls()).toHaveLength(3);
	for (const execution of executions.slice(0, 2)) {
		await begin(execution);
		await finish(execution);
	}
	await clock.advance(0);
	expect(calls()[3]).toBe('f,g');
});

describe('while n8n refuses executions', () => {
	it('tries one event, ever more rarely, and leaves the rest waiting', async () => {
		const { deliver, start, clock, executions } = open();
		await deliver('call-1', 'call-2', 'call-3', 'call-4');
		start();
		const triedAt: number[] = [];
		let seen = 0;
		for (let second = 0; second <= 200; second += 1) {
			await clock.advance(second === 0 ? 0 : 1_000);
			for (const { refuse } of executions.slice(seen)) {
				triedAt.push(second);
				refuse();
			}
			seen = executions.length;
		}
		expect(triedAt.slice(0, 3)).toEqual([0, 0, 0]);
		const pauses = triedAt.slice(3).map((at, index) => at - triedAt[index + 2]);
		expect(pauses.every((pause, index) => index === 0 || pause >= pauses[index - 1])).toBe(true);
		expect(pauses[0]).toBeLessThanOrEqual(2);
		expect(Math.max(...pauses)).toBeLessThanOrEqual(61);
		expect(triedAt.length).toBeLessThan(13);
	});

	it('goes on with all of them once one begins', async () => {
		const { deliver, start, clock, executions, begin, finish, calls } = open();
		await deliver('call-1', 'call-2', 'call-3', 'call-4');
		start();
		await clock.advance(0);
		for (const { refuse } of executions) refuse();
		await clock.advance(2_000);
		expect(executions).toHaveLength(4);
		await begin(executions[3]);
		await finish(executions[3]);
		await clock.advance(0);
		expect(new Set(calls().slice(3))).toEqual(new Set(['call-1', 'call-2', 'call-3', 'call-4']));
	});

	it('tries again what n8n took and never ran', async () => {
		const { deliver, start, clock, calls } = open();
		await deliver('call-1');
		start();
		await clock.advance(LEASE - 1_000);
		expect(calls()).toEqual(['call-1']);
		await clock.advance(4_000);
		expect(calls()).toEqual(['call-1', 'call-1']);
	});
});

describe('a store that is away', () => {
	it('is asked again, said once, and nothing is lost', async () => {
		const { deliver, start, clock, away, calls, warnings } = open();
		await deliver('call-1');
		away(true);
		start();
		await clock.advance(30_000);
		expect(calls()).toEqual([]);
		expect(warnings).toEqual(['The store is away.']);
		away(false);
		await clock.advance(6_000);
		expect(calls()).toEqual(['call-1']);
	});
});

describe('a call store that belongs to another n8n', () => {
	const claim = async (): Promise<unknown> =>
		await claimNamespace(scene.store, SCOPE.namespace, { url: 'https://other.example/webhook', leaseMs: LEASE });

	it('is left alone, which is said once', async () => {
		const { deliver, start, clock, calls, warnings } = open();
		await claim();
		await deliver('call-1');
		start();
		for (let minute = 0; minute < 3; minute += 1) {
			await clock.advance(LEASE / 2);
			await claim();
		}
		expect(calls()).toEqual([]);
		expect(warnings).toEqual([expect.stringContaining('https://other.example/webhook')]);
	});

	it('is taken over when the other one is gone; what was received before comes marked', async () => {
		const { deliver, start, clock, executions } = open();
		await claim();
		await deliver('call-1');
		start();
		await clock.advance(LEASE + 10_000);
		expect(executions.map(({ events }) => events[0].redelivered)).toEqual([true]);
	});
});

it('says of its trigger that it is active for as long as it runs', async () => {
	const { start, clock, store } = open();
	const pump = start();
	await clock.advance(10 * LEASE);
	const isActive = async (): Promise<boolean> => (await activeTriggers(store, SCOPE.namespace)).has(triggerName(SCOPE));
	expect(await isActive()).toBe(true);
	void pump.stop();
	await clock.advance(3 * LEASE);
	expect(await isActive()).toBe(false);
});

it('leaves its store alone while nothing waits, however short the lease', async () => {
	const { start, clock, store } = open({ leaseMs: 1_000 });
	const asked = jest.spyOn(store, 'due');
	start();
	await clock.advance(10_000);
	// Five times a second for what waits, and for what is emitted, begun and unconfirmed.
	expect(asked.mock.calls.length).toBeLessThanOrEqual(10 * 5 * 4 + 4);
	expect(asked.mock.calls.length).toBeGreaterThan(10 * 4);
});

it('removes what need not be kept any more', async () => {
	const { start, clock, store } = open();
	await store.commit([[{ key: 'old', value: 1, keepMs: 1_000 }]]);
	start();
	await clock.advance(LEASE);
	expect(await store.find('old', { limit: 1 })).toEqual([]);
});

it('takes nothing once it is stopped, which takes less than a second', async () => {
	const { deliver, start, clock, calls } = open();
	const pump = start();
	await clock.advance(0);
	let isStopped = false;
	void pump.stop().then(() => (isStopped = true));
	await clock.advance(1_000);
	expect(isStopped).toBe(true);
	await deliver('call-1');
	await clock.advance(10_000);
	expect(calls()).toEqual([]);
});

it('shares the work with a second one without emitting anything twice', async () => {
	const { deliver, start, clock, calls } = open({ maxFlights: 10 });
	start('p1');
	start('p2');
	await deliver('call-1', 'call-2', 'call-3');
	await clock.advance(1_000);
	expect(calls().sort()).toEqual(['call-1', 'call-2', 'call-3']);
});
