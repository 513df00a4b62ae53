import { createRateLimit } from '../../doubles/rateLimit';

let now: number;
beforeEach(() => {
	now = 1_000_000;
});

it('takes as many as the window holds', () => {
	const limit = createRateLimit(() => now, 5, 1, 0);
	expect(Array.from({ length: 5 }, () => limit().allowed)).toEqual(Array(5).fill(true));
	expect(limit()).toEqual({ allowed: false, retryAfterSeconds: 1 });
});

it('takes one more as soon as the first has left the window', () => {
	const limit = createRateLimit(() => now, 1, 1, 0);
	limit();
	now += 999;
	expect(limit().allowed).toBe(false);
	now += 1;
	expect(limit().allowed).toBe(true);
});

it('refuses everything until the penalty is over', () => {
	const limit = createRateLimit(() => now, 1, 1, 30);
	limit();
	limit();
	now += 29_999;
	expect(limit().allowed).toBe(false);
	now += 1;
	expect(limit().allowed).toBe(true);
});
