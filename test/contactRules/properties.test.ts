/** What holds for any hours, zone, contact and moment; luxon tells the time on the contact's clock. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { CONSENTS, DIALINGS, PURPOSES, type Verdict } from '../../nodes/domain/contactRules';
import { nextOpen } from '../../nodes/domain/contactRules/nextOpen';
import { readWeek, type Week } from '../../nodes/domain/contactRules/week';
import { zoneOffset, type ZoneOffset } from '../../nodes/domain/time/zone';
import { ask, NUMBERS, type Given } from './ask';

const MINUTE_MS = 60_000;
const ZONES = [
	...['America/New_York', 'Europe/Paris', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Kolkata', 'Pacific/Chatham'],
	...['America/St_Johns', 'Africa/Cairo', 'Pacific/Honolulu', 'America/Santiago'],
];
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const clockOf = (minutes: number): string =>
	[Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

interface Window {
	day: number;
	start: number;
	end: number;
}
const windows = fc.array(
	fc
		.record({ day: fc.nat(6), start: fc.nat(1439), length: fc.integer({ min: 1, max: 900 }) })
		.map(({ day, start, length }): Window => ({ day, start, end: Math.min(1440, start + length) })),
	{ minLength: 1, maxLength: 6 },
);
const notation = (list: readonly Window[]): string =>
	list.map(({ day, start, end }) => `${DAYS[day]} ${clockOf(start)}-${clockOf(end)}`).join(', ');
/** Around a change of clocks more often than not. */
const moments = fc.oneof(
	fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE_MS, max: Date.UTC(2027, 11, 31) / MINUTE_MS }),
	fc
		.tuple(
			fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01', '2026-10-04', '2026-09-06'),
			fc.integer({ min: -1_500, max: 3_000 }),
		)
		.map(([date, minutes]) => Date.parse(date) / MINUTE_MS + minutes),
);

function isOpenAt(ms: number, zone: string, list: readonly Window[]): boolean {
	const { weekday, hour, minute } = DateTime.fromMillis(ms, { zone });
	const now = hour * 60 + minute;
	return list.some(({ day, start, end }) => day === weekday - 1 && now >= start && now < end);
}

it('opens at the first minute that is inside the hours, whatever becomes of the clock', () => {
	fc.assert(
		fc.property(windows, fc.constantFrom(...ZONES), moments, (list, zone, minute) => {
			const at = minute * MINUTE_MS;
			const schedule = {
				week: readWeek(notation(list)) as Week,
				offset: zoneOffset(zone) as ZoneOffset,
				isHoliday: () => false,
			};
			let first = at;
			while (!isOpenAt(first, zone, list)) first += MINUTE_MS;
			expect(nextOpen(at, schedule)).toBe(first);
		}),
		{ numRuns: 150 },
	);
});

const PLACES = Object.keys(NUMBERS);
const contacts = fc.record({
	place: fc.constantFrom(...PLACES),
	consent: fc.constantFrom(...CONSENTS),
	purpose: fc.constantFrom(...PURPOSES),
	dialing: fc.constantFrom(...DIALINGS),
	anyTime: fc.boolean(),
	isCustomer: fc.boolean(),
	isBusiness: fc.boolean(),
	registered: fc.option(fc.boolean(), { nil: undefined }),
	refused: fc.option(fc.nat(100), { nil: undefined }),
	attempts: fc.array(fc.nat(40 * 24 * 60), { maxLength: 6 }),
	minute: moments,
});
type Drawn = typeof contacts extends fc.Arbitrary<infer Value> ? Value : never;

const iso = (ms: number): string => new Date(ms).toISOString();

function askAt(ms: number, { place, refused, attempts, minute, ...facts }: Drawn, more: Given = {}): Verdict {
	const start = minute * MINUTE_MS;
	const given: Given = {
		...facts,
		...(refused !== undefined && { refusedAt: iso(start - refused * 86_400_000) }),
		attempts: attempts.map((minutes) => iso(start - minutes * MINUTE_MS)),
		...more,
	};
	return ask(NUMBERS[place], iso(ms), 'UTC', given);
}

it('allows a call at the moment that it names, and at no minute before', () => {
	fc.assert(
		fc.property(contacts, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, share) => {
			const start = drawn.minute * MINUTE_MS;
			const { verdict, nextAllowedAt } = askAt(start, drawn);
			if (verdict !== 'notNow' || nextAllowedAt === undefined) return;
			expect(nextAllowedAt).toBeGreaterThan(start);
			expect(askAt(nextAllowedAt, drawn).verdict).toBe('allowed');
			expect(askAt(nextAllowedAt - 1, drawn).verdict).not.toBe('allowed');
			expect(askAt(Math.floor(start + share * (nextAllowedAt - start - 1)), drawn).verdict).not.toBe('allowed');
		}),
		{ numRuns: 300 },
	);
});

it('allows nobody more for knowing less, refusing, or having been called', () => {
	const rank = { allowed: 2, notNow: 1, never: 0 };
	fc.assert(
		fc.property(contacts, (drawn) => {
			const at = drawn.minute * MINUTE_MS;
			const known = rank[askAt(at, drawn).verdict];
			const withLess: Array<Partial<Drawn>> = [
				{ consent: 'none' },
				{ anyTime: false },
				{ registered: true },
				{ refused: 0 },
				{ attempts: [...drawn.attempts, 1] },
			];
			for (const less of withLess) expect(rank[askAt(at, { ...drawn, ...less }).verdict]).toBeLessThanOrEqual(known);
			expect(askAt(at, drawn, { doNotCall: true }).verdict).toBe('never');
		}),
		{ numRuns: 300 },
	);
});

it('allows a contact of two zones only when each of them alone allows it', () => {
	const inTwo = contacts.map((drawn) => ({ ...drawn, place: 'US-850' }));
	fc.assert(
		fc.property(inTwo, (drawn) => {
			const at = drawn.minute * MINUTE_MS;
			const alone = ['America/New_York', 'America/Chicago'].map((zone) => askAt(at, drawn, { zone }).verdict);
			expect(askAt(at, drawn).verdict === 'allowed').toBe(alone.every((verdict) => verdict === 'allowed'));
		}),
		{ numRuns: 200 },
	);
});

it('says what it did not check wherever it does not say full', () => {
	fc.assert(
		fc.property(contacts, (drawn) => {
			const { coverage, gaps, checked } = askAt(drawn.minute * MINUTE_MS, drawn);
			expect(coverage === 'full').toBe(gaps.length === 0);
			if (coverage === 'full') expect(checked.filter(({ confidence }) => confidence !== 'high')).toEqual([]);
		}),
		{ numRuns: 200 },
	);
});
