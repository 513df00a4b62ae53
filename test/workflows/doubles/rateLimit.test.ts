import { createRateLimit } from '../../doubles/rateLimit';

let now: number;
beforeEach(() => {
	now = 1_000_000;
});

it('takes as many as the window holds', () => {
	const limit = createRateLimit(5, 1, 0);
	expect(Array.from({ length: 5 }, () => limit(now).allowed)).toEqual(Array(5).fill(true));
	expect(limit(now)).toEqual({ allowed: false, retryAfterSeconds: 1 });
});

it('takes one more as soon as the first has left the window', () => {
	const limit = createRateLimit(1, 1, 0);
	limit(now);
	now += 999;
	expect(limit(now).allowed).toBe(false);
	now += 1;
	expect(limit(now).allowed).toBe(true);
});

it('refuses everything until the penalty is over', () => {
	const limit = createRateLimit(1, 1, 30);
	limit(now);
	limit(now);
	now += 29_999;
	expect(limit(now).allowed).toBe(false);
	now += 1;
	expect(limit(now).allowed).toBe(true);
});

it('counts what comes out of order at its own time', () => {
	const limit = createRateLimit(2, 1, 0);
	limit(now + 600);
	limit(now + 1_100);
	expect(limit(now).allowed).toBe(true);
	expect(limit(now + 500).allowed).toBe(false);
});
