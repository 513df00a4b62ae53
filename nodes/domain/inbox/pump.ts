import type { CallStore } from '../store/callStore';
import { checkOverdue } from './checkOverdue';
import { createFlights } from './flights';
import { triggerName, type TriggerScope } from './eventKey';
import { claimNamespace, type Claim } from './ownership';
import { listOf } from './record';
import { giveBack, take, type Taken } from './take';
import { noteTrigger } from './triggers';

interface PumpSettings {
	scope: TriggerScope;
	/** The base URL of the webhooks of this n8n. */
	url: string;
	keepMs: number;
	/** How long a silent process, and an event that was emitted but not begun, are waited for. */
	leaseMs: number;
	/** How many executions may be under way at once. */
	maxFlights: number;
	/** How many events an execution may have. */
	eventsPerExecution: number;
	withinMs?: number;
}

/** What the pump needs of its surroundings. */
export interface PumpHost {
	/** Reads again what may have changed since the last time. */
	open(): Promise<{ store: CallStore; settings: PumpSettings }>;
	/**
	 * Starts an execution.
	 * @returns settles when the execution is over, or was refused. A hint: it may never settle.
	 */
	emit(events: readonly Taken[]): Promise<unknown>;
	sleep(ms: number): Promise<void>;
	/** Milliseconds, monotonic. */
	now(): number;
	/** Names emissions, with a number behind it. */
	process: string;
	/** Whether this process has so much to acknowledge that few executions should run beside it. */
	isStorm(): boolean;
	warn(message: string): void;
	/** How many of what happened. */
	count(name: 'emitted' | 'redelivered' | 'dead' | 'notTaken', by: number): void;
}

export interface Pump {
	/** Something waits, or an execution has ended. */
	wake(): void;
	/** Events of an execution of this process are settled. */
	settled(eventKeys: readonly string[]): void;
	/** Takes nothing more; resolves within a second. */
	stop(): Promise<void>;
}

/** With fewer executions under way an event does not wait for others to share one. */
const EAGER_FLIGHTS = 2;
const SWEEP_LIMIT = 500;
const CHECK_LIMIT = 200;
const STOP_WITHIN_MS = 900;
const LONGEST_RETRY_MS = 5_000;
/** A lease that is set to seconds must not make the pump busy while nothing waits. */
const SHORTEST_PAUSE_MS = 200;

/** How long the pump pauses between looking at its store, when nobody wakes it. */
const pauseOf = (leaseMs: number): number => Math.max(leaseMs / 60, SHORTEST_PAUSE_MS);

/** Executions of at most so many events, in order; an event that is to run alone does. */
function split(events: readonly Taken[], size: number): Taken[][] {
	const executions: Taken[][] = [];
	for (const event of events) {
		const last = executions[executions.length - 1];
		const isFull = !last || last.length >= size || event.alone || last[0].alone;
		if (isFull) executions.push([event]);
		else last.push(event);
	}
	return executions;
}

/** Emits what waits at one trigger, on the n8n process that leads. It never fails: what does not work is tried again. */
export function startPump(host: PumpHost): Pump {
	let isStopped = false;
	let wake = (): void => undefined;
	let isWoken = false;
	let emissions = 0;
	/** How often in a row n8n did not run what was emitted; then one event is tried at a time. */
	let refusals = 0;
	let probeAt = -Infinity;
	const flights = createFlights();
	const lastAt = { own: -Infinity, check: -Infinity, sweep: -Infinity };
	let claim: Claim | undefined;
	let watched: { store: CallStore; end: () => void } | undefined;

	const accepted = (): void => {
		refusals = 0;
		probeAt = -Infinity;
	};
	const signal = (): void => {
		isWoken = true;
		wake();
	};
	const pause = async (ms: number): Promise<void> => {
		if (!isWoken && !isStopped) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), host.sleep(ms)]);
		isWoken = false;
	};
	const isDue = (what: keyof typeof lastAt, everyMs: number): boolean => {
		if (host.now() - lastAt[what] < everyMs) return false;
		lastAt[what] = host.now();
		return true;
	};
	/** Waits longer with each try, until something begins. */
	const refused = (leaseMs: number): void => {
		if (host.now() < probeAt) return;
		probeAt = host.now() + Math.min(pauseOf(leaseMs) * 2 ** refusals, leaseMs);
		refusals += 1;
	};

	const watch = (store: CallStore, { namespace, ...trigger }: TriggerScope): void => {
		if (watched?.store === store) return;
		watched?.end();
		watched = { store, end: store.watch(listOf(namespace, triggerName(trigger), 'waiting'), signal) };
	};

	/** @returns whether this n8n may emit */
	const own = async (store: CallStore, { scope, url, leaseMs }: PumpSettings): Promise<boolean> => {
		if (!isDue('own', leaseMs / 12)) return claim?.kind === 'owned';
		const before = claim;
		const renewed = await claimNamespace(store, scope.namespace, { url, leaseMs });
		claim = renewed;
		if (renewed.kind === 'taken') {
			if (before?.kind !== 'taken')
				host.warn(
					`Another n8n with the webhook URL ${renewed.url} uses this call store, so this one emits nothing. Give a copy of n8n a call store of its own.`,
				);
			return false;
		}
		await noteTrigger(store, scope, leaseMs);
		return true;
	};

	const check = async (store: CallStore, { scope, keepMs, leaseMs }: PumpSettings): Promise<void> => {
		if (!isDue('check', pauseOf(leaseMs))) return;
		const { notBegun, redelivered, dead } = await checkOverdue(store, { scope, keepMs, leaseMs, limit: CHECK_LIMIT });
		if (notBegun > 0) refused(leaseMs);
		host.count('notTaken', notBegun);
		host.count('redelivered', redelivered);
		host.count('dead', dead);
		if (await flights.refresh(store, scope.namespace, host.now() - pauseOf(leaseMs))) accepted();
		if (isDue('sweep', leaseMs / 6)) await store.sweep(SWEEP_LIMIT);
	};

	const emit = (store: CallStore, settings: PumpSettings, emission: string, events: readonly Taken[]): void => {
		const keys = events.map(({ eventKey }) => eventKey);
		const { keepMs, leaseMs, scope } = settings;
		const flight = flights.add(emission, keys, host.now());
		host.count('emitted', events.length);
		const isOver = async (): Promise<void> => {
			try {
				const back = await giveBack(store, keys, { namespace: scope.namespace, keepMs, emission });
				host.count('notTaken', back);
				if (back > 0) refused(leaseMs);
				else accepted();
			} catch {
				// The store is away; the check finds what has not begun.
			}
			flights.remove(flight);
			signal();
		};
		void host.emit(events).then(isOver, isOver);
	};

	/** @returns whether there may be more to take */
	const takeAndEmit = async (store: CallStore, settings: PumpSettings): Promise<boolean> => {
		const { scope, keepMs, leaseMs: beginMs, withinMs, maxFlights, eventsPerExecution } = settings;
		const isProbing = refusals > 0;
		const free = (host.isStorm() ? Math.min(EAGER_FLIGHTS, maxFlights) : maxFlights) - flights.size;
		if (free <= 0 || (isProbing && host.now() < probeAt)) return false;
		const isShared = eventsPerExecution > 1 && !isProbing;
		const limit = isProbing ? 1 : isShared ? eventsPerExecution : free;
		const atLeast = isShared && flights.size >= EAGER_FLIGHTS ? eventsPerExecution : 1;
		const emission = `${host.process}:${(emissions += 1)}`;
		const doubtfulUntil = claim?.kind === 'owned' ? claim.doubtfulUntil : undefined;
		const taken = await take(store, { limit, atLeast }, { scope, keepMs, beginMs, emission, withinMs, doubtfulUntil });
		if (isProbing && taken.length > 0) refused(settings.leaseMs);
		for (const events of split(taken, eventsPerExecution)) emit(store, settings, emission, events);
		return taken.length > 0;
	};

	const run = async (): Promise<void> => {
		let failures = 0;
		while (!isStopped) {
			let isBusy = false;
			let pauseMs = 1_000;
			try {
				const { store, settings } = await host.open();
				pauseMs = pauseOf(settings.leaseMs);
				watch(store, settings.scope);
				if (await own(store, settings)) {
					await check(store, settings);
					isBusy = !isStopped && (await takeAndEmit(store, settings));
				}
				failures = 0;
			} catch (error) {
				if (failures === 0) host.warn((error as Error).message);
				failures += 1;
				pauseMs = Math.min(pauseMs * 2 ** failures, LONGEST_RETRY_MS);
			}
			if (!isBusy) await pause(pauseMs);
		}
		watched?.end();
	};
	const running = run();

	return {
		wake: signal,
		settled(eventKeys) {
			flights.settle(eventKeys);
			accepted();
			signal();
		},
		async stop() {
			isStopped = true;
			signal();
			await Promise.race([running, host.sleep(STOP_WITHIN_MS)]);
		},
	};
}
