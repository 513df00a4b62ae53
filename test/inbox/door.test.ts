import { createDoor, type Claim, type Door } from '../../nodes/domain/inbox/door';

const LIMITS = { leaseMs: 10_000, windowMs: 3_600_000, maxEntries: 100 };

function open(limits: Partial<typeof LIMITS> = {}) {
	const clock = { ms: 1_000 };
	return { clock, door: createDoor(() => clock.ms, { ...LIMITS, ...limits }) };
}

function claimed(door: Door, key = 'k', fingerprint = 'f'): Claim {
	const entrance = door.enter(key, fingerprint);
	if (entrance.kind !== 'claimed') throw new Error(`The key ${key} is ${entrance.kind}.`);
	return entrance.claim;
}

/** Whether the waiters of a delivery in flight have been told its outcome. */
async function isSettled(settled: Promise<void>): Promise<boolean> {
	return await Promise.race([
		settled.then(() => true),
		new Promise<boolean>((resolve) => setImmediate(() => resolve(false))),
	]);
}

function inFlight(door: Door, key = 'k'): { settled: Promise<void>; retryAfterMs: number } {
	const entrance = door.enter(key, 'f');
	if (entrance.kind !== 'inFlight') throw new Error(`The key ${key} is ${entrance.kind}.`);
	return entrance;
}

test('of 50 simultaneous deliveries one is claimed, and the others wait', () => {
	const { door } = open();
	const kinds = Array.from({ length: 50 }, () => door.enter('k', 'f').kind);
	expect(kinds).toEqual(['claimed', ...Array(49).fill('inFlight')]);
});

test('keys do not know of each other', () => {
	const { door } = open();
	claimed(door, 'a');
	claimed(door, 'b');
	claimed(door, '__proto__');
	expect(door.size).toBe(3);
});

describe('a confirmed delivery', () => {
	test('makes the next one a duplicate', () => {
		const { door } = open();
		claimed(door).confirm();
		expect(door.enter('k', 'f')).toEqual({ kind: 'duplicate', changed: false });
	});
	test('tells a duplicate with other content', () => {
		const { door } = open();
		claimed(door).confirm();
		expect(door.enter('k', 'other')).toEqual({ kind: 'duplicate', changed: true });
		expect(door.enter('k', 'f')).toEqual({ kind: 'duplicate', changed: false });
	});
	test('wakes who waits', async () => {
		const { door } = open();
		const claim = claimed(door);
		const { settled } = inFlight(door);
		expect(await isSettled(settled)).toBe(false);
		claim.confirm();
		expect(await isSettled(settled)).toBe(true);
	});
	test('is forgotten when its window is over, counted from the confirmation', () => {
		const { door, clock } = open();
		const claim = claimed(door);
		clock.ms += 60_000;
		claim.confirm();
		clock.ms += LIMITS.windowMs - 1;
		expect(door.enter('k', 'f').kind).toBe('duplicate');
		clock.ms += 1;
		expect(door.enter('k', 'f').kind).toBe('claimed');
	});
	test('cannot be taken back', () => {
		const { door } = open();
		const claim = claimed(door);
		claim.confirm();
		claim.release();
		claim.abandon();
		expect(door.enter('k', 'f').kind).toBe('duplicate');
	});
});

describe('a released delivery', () => {
	test('lets the retry in', () => {
		const { door } = open();
		claimed(door).release();
		expect(door.knows('k')).toBe(false);
		expect(door.enter('k', 'f').kind).toBe('claimed');
	});
	test('wakes who waits, and one of them gets in', async () => {
		const { door } = open();
		const claim = claimed(door);
		const { settled } = inFlight(door);
		claim.release();
		expect(await isSettled(settled)).toBe(true);
		expect([1, 2, 3].map(() => door.enter('k', 'f').kind)).toEqual(['claimed', 'inFlight', 'inFlight']);
	});
	test('has no say over the delivery that came after it', () => {
		const { door } = open();
		const first = claimed(door);
		first.release();
		claimed(door);
		first.release();
		first.confirm();
		expect(door.enter('k', 'f').kind).toBe('inFlight');
	});
});

describe('an abandoned delivery', () => {
	test('holds for the lease, then lets the retry in', () => {
		const { door, clock } = open();
		claimed(door).abandon();
		expect(inFlight(door).retryAfterMs).toBe(LIMITS.leaseMs);
		clock.ms += LIMITS.leaseMs - 1;
		expect(inFlight(door).retryAfterMs).toBe(1);
		clock.ms += 1;
		expect(door.enter('k', 'f').kind).toBe('claimed');
	});
	// Woken waiters would find the key still held, ask again at once and so for the whole lease stop the process.
	test('does not wake who waits while its outcome is unknown', async () => {
		const { door } = open();
		const claim = claimed(door);
		const before = inFlight(door);
		claim.abandon();
		expect(await isSettled(before.settled)).toBe(false);
		expect(await isSettled(inFlight(door).settled)).toBe(false);
	});
	test('is confirmed when its execution has begun here', async () => {
		const { door, clock } = open();
		claimed(door).abandon();
		const { settled } = inFlight(door);
		door.confirm('k');
		expect(await isSettled(settled)).toBe(true);
		clock.ms += LIMITS.leaseMs;
		expect(door.enter('k', 'f').kind).toBe('duplicate');
	});
	test('wakes who waits when the lease turns out to be over', async () => {
		const { door, clock } = open();
		claimed(door).abandon();
		const { settled } = inFlight(door);
		clock.ms += LIMITS.leaseMs;
		claimed(door);
		expect(await isSettled(settled)).toBe(true);
	});
	test('cannot be released or confirmed by a late answer', () => {
		const { door, clock } = open();
		const claim = claimed(door);
		claim.abandon();
		claim.release();
		claim.confirm();
		expect(door.enter('k', 'f').kind).toBe('inFlight');
		clock.ms += LIMITS.leaseMs;
		expect(door.enter('k', 'f').kind).toBe('claimed');
	});
});

describe('confirmed by its execution', () => {
	test('before the answer: a non-2xx answer has no say any more', () => {
		const { door } = open();
		const claim = claimed(door);
		door.confirm('k');
		claim.release();
		claim.abandon();
		expect(door.enter('k', 'f').kind).toBe('duplicate');
	});
	test('an unknown key stays unknown, as on a worker that took no delivery', () => {
		const { door } = open();
		door.confirm('k');
		expect(door.knows('k')).toBe(false);
		expect(door.size).toBe(0);
	});
	test('a lapsed lease stays lapsed', () => {
		const { door, clock } = open();
		claimed(door).abandon();
		clock.ms += LIMITS.leaseMs;
		door.confirm('k');
		expect(door.knows('k')).toBe(false);
	});
});

describe('a delivery whose end nobody told', () => {
	test('holds its event for two minutes and no longer', async () => {
		const { door, clock } = open();
		const claim = claimed(door);
		const { settled, retryAfterMs } = inFlight(door);
		expect(retryAfterMs).toBe(LIMITS.leaseMs);
		clock.ms += 119_999;
		expect(inFlight(door).retryAfterMs).toBe(1);
		clock.ms += 1;
		expect(door.enter('k', 'f').kind).toBe('claimed');
		expect(await isSettled(settled)).toBe(true);
		claim.release();
		expect(door.enter('k', 'f').kind).toBe('inFlight');
	});
});

describe('knows', () => {
	test('what is in flight, leased or confirmed, and not what lapsed', () => {
		const { door, clock } = open();
		expect(door.knows('k')).toBe(false);
		const claim = claimed(door);
		expect(door.knows('k')).toBe(true);
		claim.abandon();
		expect(door.knows('k')).toBe(true);
		clock.ms += LIMITS.leaseMs;
		expect(door.knows('k')).toBe(false);
		expect(door.size).toBe(0);
	});
});

describe('forget', () => {
	test('lets the key in again, and no other', () => {
		const { door } = open();
		claimed(door, 'w:n:p:1:completed').confirm();
		claimed(door, 'w:n:p:2:completed').confirm();
		door.forget('w:n:p:1:completed');
		expect([1, 2].map((call) => door.knows(`w:n:p:${call}:completed`))).toEqual([false, true]);
	});
	test('wakes who waits', async () => {
		const { door } = open();
		claimed(door);
		const { settled } = inFlight(door);
		door.forget('k');
		expect(await isSettled(settled)).toBe(true);
	});
	test('takes the say from a delivery on its way', () => {
		const { door } = open();
		const claim = claimed(door);
		door.forget('k');
		claim.confirm();
		expect(door.knows('k')).toBe(false);
	});
});

describe('bounded memory', () => {
	test('the oldest entry makes room', () => {
		const { door } = open({ maxEntries: 3 });
		for (const key of ['a', 'b', 'c', 'd']) claimed(door, key).confirm();
		expect(door.size).toBe(3);
		expect(['a', 'b', 'c', 'd'].map((key) => door.knows(key))).toEqual([false, true, true, true]);
	});
	test('what has lapsed makes room first', () => {
		const { door, clock } = open({ maxEntries: 3 });
		claimed(door, 'a').abandon();
		claimed(door, 'b').abandon();
		clock.ms += LIMITS.leaseMs;
		claimed(door, 'c').confirm();
		expect(door.size).toBe(1);
	});
	test('a claim that made room has no say, and its waiters are woken', async () => {
		const { door } = open({ maxEntries: 1 });
		const claim = claimed(door, 'a');
		const { settled } = inFlight(door, 'a');
		claimed(door, 'b');
		expect(await isSettled(settled)).toBe(true);
		claim.confirm();
		expect(door.knows('a')).toBe(false);
	});
	test('100,000 keys leave no more than the limit', () => {
		const { door } = open({ maxEntries: 1_000 });
		for (let index = 0; index < 100_000; index += 1) claimed(door, `k${index}`).confirm();
		expect(door.size).toBe(1_000);
	});
});
