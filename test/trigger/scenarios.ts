import { fakeHistory, type FakeHistory } from '../support/fakeHistory';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { loadTrigger } from './support/buildTrigger';
import { n8nProcess, type Delivery, type N8nProcess } from './support/n8nProcess';
import { goOn, virtualClock, type VirtualClock } from './support/virtualClock';

/** One n8n: a database that all its processes share, and a log of what came out of the trigger in any of them. */
interface Scene {
	clock: VirtualClock;
	history: FakeHistory;
	emitted: IDataObject[];
	executions: INodeExecutionData[][];
	start(): N8nProcess;
	/** Two processes that take requests, and a third that executes. */
	startQueueMode(): [N8nProcess, N8nProcess];
}

/** What somebody does to the trigger, and what it has promised. */
export interface Scenario {
	run(scene: Scene): Promise<unknown>;
	promised: unknown;
}

export function setScene(script: string): Scene {
	const clock = virtualClock();
	const shared = { history: fakeHistory(), emitted: [], executions: [] };
	const load = () => loadTrigger(script, clock);
	return {
		clock,
		...shared,
		start: () => n8nProcess(load(), shared),
		startQueueMode() {
			const worker = load();
			return [n8nProcess(load(), { ...shared, worker }), n8nProcess(load(), { ...shared, worker })];
		},
	};
}

const statuses = (...deliveries: Delivery[]): number[] => deliveries.map(({ status }) => status);

async function answered(...deliveries: Delivery[]): Promise<number[]> {
	await goOn();
	return statuses(...deliveries);
}

export const scenarios: Readonly<Record<string, Scenario>> = {
	'fifty deliveries of an event at once make one execution': {
		promised: { executions: 1, emitted: 1, acknowledged: 50, duplicates: 49 },
		async run({ start, emitted, executions }) {
			const n8n = start();
			const deliveries = Array.from({ length: 50 }, () => n8n.receive('call-1'));
			const acknowledged = (await answered(...deliveries)).filter((status) => status === 200).length;
			const duplicates = deliveries.filter(({ message }) => message.startsWith('Duplicate')).length;
			return { executions: executions.length, emitted: emitted.length, acknowledged, duplicates };
		},
	},
	'two processes that get an event at once emit it once': {
		promised: { emitted: 1, statuses: [200, 200] },
		async run({ startQueueMode, clock, emitted }) {
			const deliveries = startQueueMode().map((process) => process.receive('call-1'));
			await clock.advance(1_000);
			return { statuses: statuses(...deliveries), emitted: emitted.length };
		},
	},
	'an event that comes again after a restart is not emitted again': {
		promised: { emitted: 1, statuses: [200, 200] },
		async run({ start, emitted }) {
			const before = await answered(start().receive('call-1'));
			const after = await answered(start().receive('call-1'));
			return { statuses: [...before, ...after], emitted: emitted.length };
		},
	},
	'a forged delivery is refused and leaves nothing behind': {
		promised: { statuses: [401], executions: 0, then: [200], emitted: 1 },
		async run({ start, emitted, executions }) {
			const n8n = start();
			const forged = await answered(n8n.receive('call-1', { signature: 'f'.repeat(64) }));
			const left = executions.length;
			const then = await answered(n8n.receive('call-1'));
			return { statuses: forged, executions: left, then, emitted: emitted.length };
		},
	},
	'an event that the database refused comes through with the retry': {
		promised: { statuses: [500, 200], emitted: 1 },
		async run({ start, emitted }) {
			const n8n = start();
			n8n.database = 'refuses';
			const refused = await answered(n8n.receive('call-1'));
			n8n.database = 'records';
			const retried = await answered(n8n.receive('call-1'));
			return { statuses: [...refused, ...retried], emitted: emitted.length };
		},
	},
	'a retry after the lease of a delivery that led to nothing comes through': {
		promised: { statuses: [0, 200], emitted: 1 },
		async run({ start, clock, emitted }) {
			const n8n = start();
			n8n.database = 'hangs';
			const first = n8n.receive('call-1');
			await goOn();
			first.hangUp();
			n8n.database = 'records';
			await clock.advance(11_000);
			const retry = n8n.receive('call-1');
			await goOn();
			return { statuses: statuses(first, retry), emitted: emitted.length };
		},
	},
	'a retry within the lease waits, and is told to come again': {
		promised: { waiting: 0, told: 503, executions: 0 },
		async run({ start, clock, executions }) {
			const n8n = start();
			n8n.database = 'hangs';
			const first = n8n.receive('call-1');
			await goOn();
			first.hangUp();
			n8n.database = 'records';
			const retry = n8n.receive('call-1');
			await goOn();
			const waiting = retry.status;
			await clock.advance(5_000);
			return { waiting, told: retry.status, executions: executions.length };
		},
	},
	'the claim of a sender that hung up while it waited for its twin has a lease too': {
		promised: { told: 200, executions: 1 },
		async run({ start, clock, executions }) {
			const n8n = start();
			n8n.database = 'hangs';
			const first = n8n.receive('call-1');
			const twin = n8n.receive('call-1');
			await goOn();
			twin.hangUp();
			first.refuse();
			await clock.advance(11_000);
			n8n.database = 'records';
			const retry = n8n.receive('call-1');
			await goOn();
			return { told: retry.status, executions: executions.length };
		},
	},
	'a retry is a duplicate at once when the execution has begun, although its sender had no answer': {
		promised: { status: 200, message: 'Duplicate: this event was already received.', emitted: 1 },
		async run({ start, emitted }) {
			const n8n = start();
			n8n.database = 'recordsUnanswered';
			const first = n8n.receive('call-1');
			await goOn();
			first.hangUp();
			const retry = n8n.receive('call-1');
			await goOn();
			return { status: retry.status, message: retry.message, emitted: emitted.length };
		},
	},
	'a twin that waits takes over when the first delivery fails': {
		promised: { statuses: [500, 200], emitted: 1 },
		async run({ start, emitted }) {
			const n8n = start();
			n8n.database = 'hangs';
			const first = n8n.receive('call-1');
			const twin = n8n.receive('call-1');
			await goOn();
			n8n.database = 'records';
			first.refuse();
			return { statuses: await answered(first, twin), emitted: emitted.length };
		},
	},
	'a test run in the editor does not use an event up': {
		promised: ['skipped', 'checked'],
		async run({ start, emitted }) {
			const n8n = start();
			await n8n.receiveInEditor('call-1');
			await answered(n8n.receive('call-1'));
			return emitted.map(({ dedupe }) => dedupe);
		},
	},
	'a retried execution emits its event again': {
		promised: ['checked', 'skipped'],
		async run({ start, clock, emitted }) {
			const n8n = start();
			await answered(n8n.receive('call-1'));
			void n8n.retryLast();
			await clock.advance(1_000);
			return emitted.map(({ dedupe }) => dedupe);
		},
	},
	'a store that is busy for a moment is asked again': {
		promised: ['checked'],
		async run({ start, clock, history, emitted }) {
			const busy = { when: 'before', error: new Error('SQLITE_BUSY: database is locked') } as const;
			history.failNext(busy, busy);
			start().receive('call-1');
			await clock.advance(1_000);
			return emitted.map(({ dedupe }) => dedupe);
		},
	},
	'an event is emitted and marked when the store does not answer': {
		promised: ['unavailable'],
		async run({ start, clock, history, emitted }) {
			history.failNext(...Array.from({ length: 10 }, () => ({ when: 'before', error: new Error('down') }) as const));
			start().receive('call-1');
			await clock.advance(2_000);
			return emitted.map(({ dedupe }) => dedupe);
		},
	},
	'what comes after the end of its call is marked as late': {
		promised: { completed: false, answered: true },
		async run({ start, clock, emitted }) {
			const n8n = start();
			await answered(n8n.receive('call-1'));
			await answered(n8n.receive('call-1', { event: 'answered' }));
			await clock.advance(1_000);
			return Object.fromEntries(emitted.map(({ event, late }) => [event, late]));
		},
	},
};
