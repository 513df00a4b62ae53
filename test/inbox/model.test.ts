/**
 * Anything that can happen to an inbox, in any order: deliveries, executions that n8n loses, refuses or runs late, ends,
 * processes that die, a store that fails before or after it has written. Whatever happened, in the end every event that
 * was acknowledged has had its run, and no repetition was unmarked.
 */
import fc from 'fast-check';
import { begin } from '../../nodes/domain/inbox/begin';
import { checkOverdue } from '../../nodes/domain/inbox/checkOverdue';
import { end } from '../../nodes/domain/inbox/end';
import { heartbeat } from '../../nodes/domain/inbox/heartbeat';
import { receive } from '../../nodes/domain/inbox/receive';
import type { EventRecord } from '../../nodes/domain/inbox/record';
import { release } from '../../nodes/domain/inbox/release';
import { giveBack, take } from '../../nodes/domain/inbox/take';
import { StoreUnavailable, type CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';
import { callEvent, FILING, keyOf, LEASE, SCOPE } from './support/inboxWorld';

type Op =
	| { do: 'deliver'; call: number; seconds: number }
	| { do: 'take'; limit: number; within: boolean }
	| { do: 'begin' | 'lose' | 'refuse'; run: number }
	| { do: 'end'; run: number; status: string }
	| { do: 'pass'; ms: number }
	| { do: 'kill' }
	| { do: 'check' }
	| { do: 'fail'; when: 'before' | 'after' };

const index = fc.nat(9);
const op: fc.Arbitrary<Op> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('deliver'), call: fc.nat(2), seconds: fc.nat(2) }) },
	{
		weight: 4,
		arbitrary: fc.record({ do: fc.constant('take'), limit: fc.integer({ min: 1, max: 4 }), within: fc.boolean() }),
	},
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('begin'), run: index }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('lose'), run: index }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('refuse'), run: index }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('end'),
			run: index,
			status: fc.constantFrom('success', 'success', 'error', 'canceled', 'waiting'),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(1_000, 30_000, 61_000) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('kill') }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('check') }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('fail'), when: fc.constantFrom('before', 'after') }) },
) as fc.Arbitrary<Op>;

/** An execution that n8n was given. */
interface Run {
	id: string;
	emission: string;
	keys: string[];
	state: 'new' | 'begun' | 'over';
	process?: string;
}

interface Begun {
	key: string;
	seconds: number | undefined;
	isMarked: boolean;
	run: Run;
}

const WITHIN_MS = 600_000;

function world(onChange: 'ignore' | 'emitUpdate') {
	let time = Date.parse('2026-06-04T09:17:46.000Z');
	let failure: 'before' | 'after' | undefined;
	const memory = memoryCallStore(() => time);
	const store: CallStore = {
		...memory,
		async commit(units) {
			const now = failure;
			failure = undefined;
			if (now === 'before') throw new StoreUnavailable('away');
			const written = await memory.commit(units);
			if (now === 'after') throw new StoreUnavailable('answer lost');
			return written;
		},
	};
	const runs: Run[] = [];
	const begins: Begun[] = [];
	/** What was acknowledged last, and what came after it without an answer, which may have been kept. */
	const acknowledged = new Map<string, number[]>();
	let processes = 1;
	const process = (): string => `p${processes}`;
	const owner = ({ id, process: of = process() }: Run) => ({ execution: id, process: of });
	const pick = (number: number, state: Run['state']): Run | undefined => {
		const fitting = runs.filter((run) => run.state === state);
		return fitting[number % Math.max(1, fitting.length)];
	};
	/** What has to be written in the end is tried again, as the node does. */
	const untilStored = async (write: () => Promise<unknown>): Promise<void> => {
		await write().catch(write);
	};

	const steps = {
		async deliver(call: number, seconds: number) {
			const callUuid = `call-${call}`;
			const key = keyOf(callUuid);
			const keep = { keepMs: FILING.keepMs, keepCallsMs: FILING.keepMs };
			const settings = { scope: SCOPE, credentialId: 'credential', ...keep, onChange, secret: '' };
			const event = callEvent(callUuid, { durationSeconds: seconds });
			const receipt = await receive(store, event, settings).catch((error) => {
				acknowledged.get(key)?.push(seconds);
				throw error;
			});
			if (receipt === 'new' || onChange === 'emitUpdate') acknowledged.set(key, [seconds]);
		},
		async take(limit: number, isWithin: boolean) {
			const emission = `e${runs.length}:${time}`;
			const settings = { scope: SCOPE, keepMs: FILING.keepMs, beginMs: LEASE, emission };
			const taken = await take(store, { limit }, { ...settings, ...(isWithin && { withinMs: WITHIN_MS }) });
			if (taken.length === 0) return;
			const alone = taken.filter(({ alone: isAlone }) => isAlone).map(({ eventKey }) => [eventKey]);
			const together = taken.filter(({ alone: isAlone }) => !isAlone).map(({ eventKey }) => eventKey);
			for (const keys of [...alone, together].filter(({ length }) => length > 0))
				runs.push({ id: String(runs.length), emission, keys, state: 'new' });
		},
		async begin(run: Run) {
			run.process = process();
			const begun = await begin(store, run.keys, { ...FILING, owner: owner(run), leaseMs: LEASE }).catch(async () => {
				run.state = 'over';
				await untilStored(async () => await release(store, run.keys, { ...FILING, owner: owner(run) }));
				return [];
			});
			run.keys = begun.map(({ eventKey }) => eventKey);
			if (run.keys.length === 0) run.state = 'over';
			if (run.state === 'over') return;
			run.state = 'begun';
			for (const { eventKey, event, redelivered, update } of begun)
				begins.push({ key: eventKey, seconds: event.durationSeconds, isMarked: redelivered || update, run });
		},
		async end(run: Run, status: string) {
			run.state = 'over';
			await untilStored(async () => await end(store, run.keys, { ...FILING, owner: owner(run), status }));
		},
		kill() {
			for (const run of runs) if (run.state !== 'new') run.state = 'over';
			processes += 1;
		},
		check: async () => await checkOverdue(store, { scope: SCOPE, keepMs: FILING.keepMs, leaseMs: LEASE, limit: 100 }),
	};

	const perform = async (step: Op): Promise<unknown> => {
		// Whatever lives gives signs of life.
		if (runs.some(({ state }) => state === 'begun')) await memory.commit([[heartbeat(SCOPE.namespace, process())]]);
		switch (step.do) {
			case 'deliver':
				return await steps.deliver(step.call, step.seconds);
			case 'take':
				return await steps.take(step.limit, step.within);
			case 'begin': {
				const run = pick(step.run, 'new');
				return run && (await steps.begin(run));
			}
			case 'end': {
				const run = pick(step.run, 'begun');
				return run && (await steps.end(run, step.status));
			}
			case 'lose': {
				const run = pick(step.run, 'new');
				return run && (run.state = 'over');
			}
			case 'refuse': {
				const run = pick(step.run, 'new');
				if (!run) return undefined;
				run.state = 'over';
				return await giveBack(store, run.keys, { ...FILING, emission: run.emission });
			}
			case 'pass':
				return (time += step.ms);
			case 'kill':
				return steps.kill();
			case 'check':
				return await steps.check();
			case 'fail':
				return (failure = step.when);
		}
	};

	/** Nothing fails any more, and n8n runs what it is given. */
	const settle = async (): Promise<void> => {
		failure = undefined;
		for (let round = 0; round < 12; round += 1) {
			for (const run of runs.filter(({ state }) => state === 'new')) await steps.begin(run);
			for (const run of runs.filter(({ state }) => state === 'begun')) await steps.end(run, 'success');
			time += WITHIN_MS + LEASE;
			await steps.check();
			await steps.take(100, false);
		}
	};
	const record = async (key: string): Promise<EventRecord | undefined> => {
		const { entries } = await memory.read([`ev:${SCOPE.namespace}:${key}`]);
		return entries[0]?.value as EventRecord | undefined;
	};
	return { perform, settle, record, begins, acknowledged, runs };
}

/** What one event's beginnings must be like. */
function judge(begins: readonly Begun[]): void {
	const unmarked = begins.filter(({ isMarked }) => !isMarked);
	expect(unmarked.length).toBeLessThanOrEqual(1);
	if (begins.length > 0) expect(begins[0].seconds).toBeDefined();
}

describe.each(['ignore', 'emitUpdate'] as const)('On Changed Payload = %s', (onChange) => {
	test('nothing acknowledged is lost, nothing is repeated unmarked, nothing is in two runs at once', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 60 }), async (ops) => {
				const { perform, settle, record, begins, acknowledged, runs } = world(onChange);
				for (const step of ops) {
					await perform(step).catch((error) => {
						if (!(error instanceof StoreUnavailable)) throw error;
					});
					const underWay = runs.filter(({ state }) => state === 'begun').flatMap(({ keys }) => keys);
					expect(new Set(underWay).size).toBe(underWay.length);
				}
				await settle();
				for (const [key, seconds] of acknowledged) {
					const own = begins.filter((begun) => begun.key === key);
					judge(own);
					const known = await record(key);
					expect(['done', 'failed', 'handedOver', 'dead']).toContain(known?.state);
					expect(own.length).toBeGreaterThan(0);
					if (onChange === 'emitUpdate') expect(seconds).toContain(own[own.length - 1].seconds);
					else expect(new Set(own.map((begun) => begun.seconds))).toEqual(new Set([seconds[0]]));
				}
			}),
			{ numRuns: 400, seed: 20_261_127 },
		);
	}, 120_000);
});
