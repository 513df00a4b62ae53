/** Two processes that both emit what waits in one call store, as two main processes do while the leader changes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { entryKey } from '../../nodes/domain/inbox/eventKey';
import { silences } from '../../nodes/domain/inbox/heartbeat';
import { receive } from '../../nodes/domain/inbox/receive';
import type { EventRecord } from '../../nodes/domain/inbox/record';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { waitUntil } from '../../tooling/process/pause';
import { openStore } from '../store/support/openStore';
import { postgresSubject, redisSubject, sqliteSubject, type OwnSubject } from '../store/support/subject';
import { describeWith } from '../support/servers';
import { callEvent, FILING, keyOf, SCOPE } from './support/inboxWorld';
import type { Left } from './support/pumpProcess';

const EVENTS = 120;
const AT_ONCE = 6;
const HALF_AN_HOUR = 1_800_000;

const NAMES = ['one', 'other'];

interface PumpProcess {
	name: string;
	child: ChildProcess;
	left: Left[];
}

let subject: OwnSubject;
let store: CallStore;
let pumps: PumpProcess[];

function startPumpProcess(name: string): PumpProcess {
	const script = join(__dirname, 'support/pumpProcess.ts');
	const args = ['--import', 'tsx', script, JSON.stringify(subject.place), name];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const left: Left[] = [];
	let rest = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		left.push(...lines.map((line) => JSON.parse(line) as Left));
	});
	return { name, child, left };
}

async function stop({ child }: PumpProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'close');
	child.kill(signal);
	await ended;
}

/** The keys of events that were taken in, a few at a time. */
async function deliver(from: number, to: number): Promise<string[]> {
	const calls = Array.from({ length: to - from }, (_, index) => `call-${from + index}`);
	const next = calls.values();
	const sender = async (): Promise<void> => {
		for (const callUuid of next)
			await receive(store, callEvent(callUuid), {
				scope: SCOPE,
				credentialId: 'credential',
				keepMs: FILING.keepMs,
				keepCallsMs: HALF_AN_HOUR,
				onChange: 'ignore',
				secret: 'secret',
			});
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	return calls.map((callUuid) => keyOf(callUuid));
}

const allLeft = (): Left[] => pumps.flatMap(({ left }) => left);
const leavesFrom = (pump: PumpProcess, least: number) => () => pump.left.length >= least || undefined;

async function bothAreUp(): Promise<true | undefined> {
	const silent = await silences(store, SCOPE.namespace, NAMES);
	return [...silent.values()].every(Number.isFinite) || undefined;
}

async function allDone(keys: readonly string[]): Promise<true | undefined> {
	const { entries } = await store.read(keys.map((key) => entryKey(SCOPE.namespace, key)));
	return entries.every((entry) => (entry?.value as EventRecord | undefined)?.state === 'done') || undefined;
}

function pumpsOf(openSubject: () => Promise<OwnSubject> | OwnSubject): void {
	beforeEach(async () => {
		subject = await openSubject();
		store = openStore(subject.place);
		pumps = NAMES.map(startPumpProcess);
		await waitUntil('The first sign of life of both', bothAreUp);
	}, 90_000);
	afterEach(async () => {
		await Promise.all(pumps.map(async (pump) => await stop(pump, 'SIGKILL')));
		await store.close();
		await subject.close();
	}, 60_000);

	it('run each event once', async () => {
		const keys = await deliver(0, EVENTS);
		await waitUntil('The end of all runs', async () => await allDone(keys));
		// Whatever would have come twice has come by the time that both have ended.
		await Promise.all(pumps.map(async (pump) => await stop(pump, 'SIGTERM')));
		const left = allLeft();
		expect(left.map(({ eventKey }) => eventKey).sort()).toEqual([...keys].sort());
		expect(left.filter(({ redelivered }) => redelivered)).toEqual([]);
		expect(pumps.map((pump) => pump.left.length > 0)).toEqual([true, true]);
	}, 120_000);

	it('lose nothing and mark every repeat when one of them is killed', async () => {
		const [one, other] = pumps;
		const first = await deliver(0, EVENTS / 2);
		await waitUntil('An event that leaves the first', leavesFrom(one, 1));
		await waitUntil('An event that leaves the second', leavesFrom(other, 1));
		const second = deliver(EVENTS / 2, EVENTS);
		await stop(one, 'SIGKILL');
		const keys = [...first, ...(await second)];
		await waitUntil('The end of all runs', async () => await allDone(keys));
		await stop(other, 'SIGTERM');
		expect(new Set(allLeft().map(({ eventKey }) => eventKey))).toEqual(new Set(keys));
		const unmarked = allLeft().filter(({ redelivered }) => !redelivered);
		expect(new Set(unmarked.map(({ eventKey }) => eventKey)).size).toBe(unmarked.length);
	}, 120_000);
}

describe('two pumps on SQLite', () => pumpsOf(sqliteSubject));
describeWith('PostgreSQL', 'two pumps on PostgreSQL', () => pumpsOf(postgresSubject));
describeWith('Redis', 'two pumps on Redis', () => pumpsOf(redisSubject));
