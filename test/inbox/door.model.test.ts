import fc from 'fast-check';
import { createDoor, type Claim, type Door } from '../../nodes/domain/inbox/door';

const LEASE_MS = 1_000;
const WINDOW_MS = 30_000;
const LONGEST_REQUEST_MS = 120_000;
const KEYS = ['a', 'b', 'ab'];
const CONTENTS = ['x', 'y'];

/** The door as one would explain it: what stands for a key, since when nothing else. */
interface Standing {
	state: 'claimed' | 'leased' | 'confirmed';
	content: string;
	until: number;
}

class Model {
	readonly standing = new Map<string, Standing>();
	nowMs = 0;

	at(key: string): Standing | undefined {
		const standing = this.standing.get(key);
		return standing && standing.until > this.nowMs ? standing : undefined;
	}
}

/** The real door, and the requests that hold its claims. */
interface Real {
	door: Door;
	requests: Array<{ key: string; claim: Claim; standing: Standing }>;
	waiters: Array<{ key: string; standing: Standing; isSettled: () => boolean }>;
}

type Command = fc.AsyncCommand<Model, Real>;

/** Waiters are woken exactly when the delivery they wait for has an outcome, or was looked at after it lapsed. */
async function expectAgreement(model: Model, real: Real): Promise<void> {
	for (const key of KEYS) expect(real.door.knows(key)).toBe(model.at(key) !== undefined);
	await Promise.resolve();
	for (const { key, standing, isSettled } of real.waiters) {
		const isUndecided = model.at(key) === standing && standing.state !== 'confirmed';
		expect(isSettled()).toBe(!isUndecided);
	}
}

const command = (text: string, run: (model: Model, real: Real) => void): Command => ({
	check: () => true,
	toString: () => text,
	async run(model, real) {
		run(model, real);
		await expectAgreement(model, real);
	},
});

const enter = (key: string, content: string): Command =>
	command(`enter(${key}, ${content})`, (model, real) => {
		const before = model.at(key);
		const entrance = real.door.enter(key, content);
		if (!before) {
			if (entrance.kind !== 'claimed') throw new Error(`A free key is ${entrance.kind}.`);
			const standing: Standing = { state: 'claimed', content, until: model.nowMs + LONGEST_REQUEST_MS };
			model.standing.set(key, standing);
			real.requests.push({ key, claim: entrance.claim, standing });
		} else if (before.state === 'confirmed') {
			expect(entrance).toEqual({ kind: 'duplicate', changed: before.content !== content });
		} else {
			if (entrance.kind !== 'inFlight') throw new Error(`A held key is ${entrance.kind}.`);
			expect(entrance.retryAfterMs).toBe(Math.min(before.until - model.nowMs, LEASE_MS));
			let settled = false;
			void entrance.settled.then(() => (settled = true));
			real.waiters.push({ key, standing: before, isSettled: () => settled });
		}
	});

type End = 'confirm' | 'release' | 'abandon';

/** A request ends, once or (by a fault) again; only the first end of the claim that stands counts. */
const end = (index: number, how: End): Command =>
	command(`request ${index}: ${how}`, (model, real) => {
		if (real.requests.length === 0) return;
		const { key, claim, standing } = real.requests[index % real.requests.length];
		claim[how]();
		if (model.at(key) !== standing || standing.state !== 'claimed') return;
		if (how === 'release') model.standing.delete(key);
		if (how === 'confirm') Object.assign(standing, { state: 'confirmed', until: model.nowMs + WINDOW_MS });
		if (how === 'abandon') Object.assign(standing, { state: 'leased', until: model.nowMs + LEASE_MS });
	});

const execute = (key: string): Command =>
	command(`executed(${key})`, (model, real) => {
		real.door.confirm(key);
		Object.assign(model.at(key) ?? {}, { state: 'confirmed', until: model.nowMs + WINDOW_MS });
	});

const forget = (key: string): Command =>
	command(`forget(${key})`, (model, real) => {
		real.door.forget(key);
		model.standing.delete(key);
	});

const key = fc.constantFrom(...KEYS);
const commands = fc.commands(
	[
		fc.tuple(key, fc.constantFrom(...CONTENTS)).map(([k, content]) => enter(k, content)),
		fc.tuple(fc.nat(50), fc.constantFrom<End>('confirm', 'release', 'abandon')).map(([index, how]) => end(index, how)),
		key.map(execute),
		key.map(forget),
		fc.constantFrom(1, LEASE_MS - 1, LEASE_MS, WINDOW_MS - 1, WINDOW_MS, LONGEST_REQUEST_MS).map((ms) =>
			command(`${ms} ms later`, (model) => {
				model.nowMs += ms;
			}),
		),
	],
	{ maxCommands: 60 },
);

test('the door does what its model says, whatever happens in whatever order', async () => {
	await fc.assert(
		fc.asyncProperty(commands, async (steps) => {
			const model = new Model();
			const door = createDoor(() => model.nowMs, { leaseMs: LEASE_MS, windowMs: WINDOW_MS, maxEntries: 1_000 });
			await fc.asyncModelRun(() => ({ model, real: { door, requests: [], waiters: [] } }), steps);
		}),
		{ seed: 20_261_123, numRuns: 1_500 },
	);
});

test('a door with few places never keeps more entries, and never turns an unknown key away', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 5 }),
			fc.array(
				fc.tuple(fc.nat(20), fc.constantFrom<End | 'hold'>('confirm', 'release', 'abandon', 'hold'), fc.nat(WINDOW_MS)),
			),
			(maxEntries, steps) => {
				let nowMs = 0;
				const door = createDoor(() => nowMs, { leaseMs: LEASE_MS, windowMs: WINDOW_MS, maxEntries });
				for (const [number, how, laterMs] of steps) {
					nowMs += laterMs;
					const isKnown = door.knows(`k${number}`);
					const entrance = door.enter(`k${number}`, 'f');
					expect(entrance.kind === 'claimed').toBe(!isKnown);
					if (entrance.kind === 'claimed' && how !== 'hold') entrance.claim[how]();
					expect(door.size).toBeLessThanOrEqual(maxEntries);
				}
			},
		),
		{ seed: 20_261_124, numRuns: 1_000 },
	);
});
