/** Every row of the table alone: that it holds at its edges, and for nobody else. */
import { CONSENTS, RULES, type Rule } from '../../nodes/domain/contactRules';
import { ask, NUMBERS, say, type Given } from './ask';

type Of<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;
const rowsOf = <Kind extends Rule['kind']>(kind: Kind): Array<[id: string, rule: Of<Kind>]> =>
	RULES.filter((rule): rule is Of<Kind> => rule.kind === kind).map((rule) => [rule.id, rule]);

const ZONE = 'America/Chicago';
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Monday to Sunday without a holiday in any set. */
const WEEK = ['22', '23', '24', '25', '26', '27', '28'].map((day) => `2027-02-${day}`);

/** A number of a country, for countries that the cases have none of. */
const OTHERS: Readonly<Record<string, string>> = {
	BE: '+3221234567',
	CH: '+41212345678',
	DK: '+4532123456',
	FI: '+358912345678',
	IE: '+353850123456',
	IL: '+97221234567',
	IN: '+911123456789',
	KR: '+8221234567',
	LU: '+35227123456',
	MX: '+525512345678',
	NL: '+31201234567',
	NZ: '+6493123456',
	PE: '+5112345678',
	PL: '+48221234567',
	PT: '+351212345678',
	SE: '+46812345678',
	SG: '+6561234567',
};

/** A contact whom the row concerns, all other rows turned off. */
function concernedBy(rule: Rule, given: Given = {}): [number: string, given: Given] {
	const country = rule.jurisdiction.slice(0, 2);
	const isAreaUnknown = rule.kind === 'hours' && rule.unknownArea;
	const number = isAreaUnknown
		? NUMBERS['US-800']
		: country === 'US'
			? NUMBERS['US-NY']
			: (NUMBERS[country] ?? OTHERS[country]);
	return [
		number,
		{
			zone: ZONE,
			...(rule.jurisdiction.length > 2 && { area: rule.jurisdiction }),
			purpose: rule.purposes?.[0] ?? 'sales',
			dialing: rule.dialing?.[0] ?? 'person',
			isBusiness: rule.contacts === 'businesses',
			...given,
			settings: {
				...(rule.kind !== 'hours' && { hoursMode: 'own', ownHours: 'Mon-Sun 00:00-24:00' }),
				turnOn: [rule.id],
				turnOff: RULES.map(({ id }) => id).filter((id) => id !== rule.id),
			},
		},
	];
}

/** What the row says of a contact at a time of its own clock. */
function tell(rule: Rule, local: string, more: Given = {}): string {
	const clock = (rule.kind === 'hours' && rule.zone) || ZONE;
	const [number, given] = concernedBy(rule, more);
	return say(ask(number, local, clock, given), clock);
}

/** `Mon-Fri 10:00-13:00 14:00-20:00, Sat 09:00-13:00` by weekday: the notation as the page explains it, parsed here on its own. */
function windowsOf(hours: string): Map<number, Array<[start: string, end: string]>> {
	const week = new Map<number, Array<[string, string]>>();
	for (const part of hours.split(', ')) {
		const [days, ...windows] = part.split(' ');
		const [first, last = first] = days.split('-').map((day) => WEEKDAYS.indexOf(day));
		for (let day = first; day <= last; day += 1)
			week.set(
				day,
				windows.map((window) => window.split('-') as [string, string]),
			);
	}
	return week;
}

/** The minute before a time of day, up to its last millisecond. */
function justBefore(date: string, time: string): string {
	const [hour, minute] = time.split(':').map(Number);
	const before = hour * 60 + minute - 1;
	const parts = [Math.floor(before / 60), before % 60].map((part) => String(part).padStart(2, '0'));
	return `${date} ${parts.join(':')}:59.999`;
}

describe.each(rowsOf('hours').filter(([, { hours }]) => !hours.includes('24:00')))('%s', (_id, rule) => {
	const week = windowsOf(rule.hours);

	it.each(WEEKDAYS.map((name, day) => [name, day] as const))('%s', (_name, day) => {
		const date = WEEK[day];
		const windows = week.get(day) ?? [];
		for (const [start, end] of windows) {
			expect([start, tell(rule, `${date} ${start}:00`)]).toEqual([start, 'now']);
			expect([end, tell(rule, justBefore(date, end))]).toEqual([end, 'now']);
			expect(tell(rule, justBefore(date, start))).toBe(`${WEEKDAYS[day]} ${date} ${start}`);
			expect(tell(rule, `${date} ${end}:00`)).not.toBe('now');
		}
		if (windows.length === 0)
			for (const hour of ['00:00', '09:00', '12:00', '17:59', '23:59'])
				expect(tell(rule, `${date} ${hour}`)).not.toBe('now');
		expect(tell(rule, `${date} 00:00`)).not.toBe('now');
		expect(tell(rule, `${date} 23:59:59`)).not.toBe('now');
	});

	it(rule.holidays ? 'is closed on Christmas Day' : 'knows no holidays', () => {
		const [[start]] = week.get(4) ?? [['12:00']];
		const isOpen = tell(rule, `2026-12-25 ${start}`) === 'now';
		expect(isOpen).toBe(!rule.holidays);
	});

	it('is lifted by what it says, and by nothing less', () => {
		const night = `${WEEK[1]} 03:00`;
		const lifting = CONSENTS.filter((consent) => tell(rule, night, { consent }) === 'now');
		const levels = CONSENTS.filter((_, level) => level >= CONSENTS.indexOf(rule.liftedBy as 'express'));
		expect(lifting).toEqual(rule.liftedBy && rule.liftedBy !== 'anyTime' ? levels : []);
		expect(tell(rule, night, { anyTime: true }) === 'now').toBe(rule.liftedBy === 'anyTime');
	});
});

it.each(rowsOf('hours').filter(([, { hours }]) => hours.includes('24:00')))(
	'%s is closed on holidays alone',
	(_id, rule) => {
		expect(tell(rule, `${WEEK[6]} 03:00`)).toBe('now');
		expect(tell(rule, '2026-12-25 12:00')).toBe('Sat 2026-12-26 00:00');
	},
);

it('IT-hours are shorter on the eve of a holiday', () => {
	const [rule] = RULES.filter((one): one is Of<'hours'> => one.id === 'IT-hours');
	expect(tell(rule, '2026-12-24 09:59:59')).toBe('Thu 2026-12-24 10:00');
	expect(tell(rule, '2026-12-24 18:59:59')).toBe('now');
	expect(tell(rule, '2026-12-24 19:00')).toBe('Mon 2026-12-28 09:00');
});

it.each(rowsOf('cap'))('%s counts attempts over a rolling period', (_id, rule) => {
	const end = Date.parse(`${WEEK[2]}T12:00:00Z`);
	const before = (hours: number): string => new Date(end - hours * 3_600_000).toISOString().slice(0, 19);
	const attempts = Array.from({ length: rule.attempts }, (_, i) => before(rule.hours - i / 10));
	const at = before(0.25);
	expect(tell(rule, at, { attempts: attempts.slice(1) })).toBe('now');
	expect(tell(rule, at, { attempts })).toBe(`Wed ${WEEK[2]} 12:00`);
	expect(tell(rule, at, { attempts: [...attempts].reverse() })).toBe(`Wed ${WEEK[2]} 12:00`);
	expect(tell(rule, before(0), { attempts })).toBe('now');
	expect(tell(rule, before(1 / 3600), { attempts })).not.toBe('now');
});

it.each(rowsOf('refusal'))('%s leaves alone who has refused', (_id, rule) => {
	expect(tell(rule, `${WEEK[2]} 12:00`)).toBe('now');
	if (rule.restDays === 'never')
		return expect(tell(rule, `${WEEK[2]} 12:00`, { refusedAt: '2001-01-01' })).toBe('never');
	const refused = (days: number): Given => ({
		refusedAt: new Date(Date.parse(WEEK[2]) - days * 86_400_000).toISOString().slice(0, 10),
	});
	expect(tell(rule, `${WEEK[2]} 12:00`, refused(rule.restDays))).toBe(`Thu ${WEEK[3]} 00:00`);
	expect(tell(rule, `${WEEK[2]} 00:00`, refused(rule.restDays + 1))).toBe('now');
});

it.each(rowsOf('consent'))('%s needs as much consent as it says', (_id, rule) => {
	const type = rule.numberTypes ? { numberType: rule.numberTypes[0] } : {};
	const noon = rule.until ? '2026-03-18 12:00' : `${WEEK[2]} 12:00`;
	const allowing = CONSENTS.filter((consent) => tell(rule, noon, { consent, ...type }) === 'now');
	expect(allowing).toEqual(CONSENTS.slice(CONSENTS.indexOf(rule.needs)));
});

it.each(rowsOf('register'))('%s counts from its days of grace', (_id, rule) => {
	const entered = (days: number): Given => ({
		registered: new Date(Date.parse('2026-03-18') - days * 86_400_000).toISOString().slice(0, 10),
	});
	const noon = '2026-03-18 12:00';
	const on = rule.from && rule.from > '2026-03-18' ? '2027-02-24 12:00' : noon;
	const grace = rule.graceDays ?? 0;
	expect(tell(rule, on, { registered: false })).toBe('now');
	expect(tell(rule, on)).toBe('now');
	expect(tell(rule, on, { registered: true })).toBe('never');
	expect(tell(rule, noon, entered(grace))).toBe(on === noon ? 'never' : 'now');
	if (grace > 0) expect(tell(rule, noon, entered(grace - 1))).toBe('now');
	for (const consent of CONSENTS) {
		const isLifted = rule.liftedBy !== undefined && CONSENTS.indexOf(consent) >= CONSENTS.indexOf(rule.liftedBy);
		expect(tell(rule, on, { registered: true, consent })).toBe(isLifted ? 'now' : 'never');
	}
});

it.each(rowsOf('objection'))('%s decides of who asked not to be called', (id, rule) => {
	const [number, given] = concernedBy(rule, { doNotCall: true });
	expect(ask(number, `${WEEK[2]} 12:00`, ZONE, given)).toMatchObject({ verdict: 'never', decidedBy: { id } });
});

it.each(rowsOf('ban'))('%s bans what it says', (_id, rule) => {
	expect(tell(rule, `${WEEK[2]} 12:00`, { consent: 'written' })).toBe('never');
	if (rule.dialing) expect(tell(rule, `${WEEK[2]} 12:00`, { dialing: 'person' })).toBe('now');
	if (rule.purposes) expect(tell(rule, `${WEEK[2]} 12:00`, { purpose: 'sales' })).toBe('now');
});

it.each(rowsOf('emergency'))('%s waits for an end that nobody knows', (_id, rule) => {
	expect(tell(rule, `${WEEK[2]} 12:00`, { emergency: true })).toBe('not now');
	expect(tell(rule, `${WEEK[2]} 12:00`, { emergency: false })).toBe('now');
});

it.each([
	['ES', '2024-11-24', 'never'],
	['ES', '2024-11-25', 'now'],
])('consent in %s of %s has lapsed on 24 November 2026, or not: %s', (place, consentAt, expected) => {
	const clock = 'Europe/Madrid';
	expect(say(ask(NUMBERS[place], '2026-11-24 12:00', clock, { consent: 'express', consentAt }), clock)).toBe(expected);
});

it('consent in Israel lapses after a year, and lifts the register no more', () => {
	const given = (consentAt: string): Given => ({ consent: 'express', registered: true, consentAt });
	const tell = (consentAt: string) =>
		say(ask(OTHERS.IL, '2026-11-24 12:00', 'Asia/Jerusalem', given(consentAt)), 'Asia/Jerusalem');
	expect([tell('2025-11-24'), tell('2025-11-25')]).toEqual(['never', 'now']);
});

/** What a row says on the eve of its first day and on that day: only one of them can be its answer. */
describe.each(RULES.filter(({ from, until }) => from || until).map((rule) => [rule.id, rule] as const))(
	'%s',
	(_id, rule) => {
		const isChecked = (local: string): boolean => {
			const [number, given] = concernedBy(rule, rule.kind === 'consent' ? { isCustomer: false } : {});
			return ask(number, local, ZONE, given).checked.some(({ id }) => id === rule.id);
		};
		it('holds from its first day to the day before its last, by the clock of the contact', () => {
			if (rule.from) expect(isChecked(`${rule.from} 00:00`)).toBe(true);
			if (rule.until) expect(isChecked(`${rule.until} 00:00`)).toBe(false);
			const eve = (date: string): string =>
				`${new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)} 23:59:59.999`;
			if (rule.from) expect(isChecked(eve(rule.from))).toBe(false);
			if (rule.until) expect(isChecked(eve(rule.until))).toBe(true);
		});
	},
);

describe('the table', () => {
	it('has each name once, beginning with its jurisdiction', () => {
		const ids = RULES.map(({ id }) => id);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
		expect(RULES.filter(({ id, jurisdiction }) => !id.startsWith(`${jurisdiction}-`))).toEqual([]);
	});

	it('has a source and an address for each row', () => {
		expect(RULES.filter(({ source, address }) => source === '' || !/^https?:\/\/\S+$/.test(address))).toEqual([]);
	});

	it('leaves alone customers, other purposes, other dialing and other jurisdictions', () => {
		const isChecked = (rule: Rule, more: Given, number?: string): boolean => {
			const [own, given] = concernedBy(rule, more);
			return ask(number ?? own, `${WEEK[2]} 12:00`, ZONE, given).checked.some(({ id }) => id === rule.id);
		};
		for (const rule of RULES.filter(({ until, numberTypes }) => !until && !numberTypes)) {
			expect([rule.id, isChecked(rule, {})]).toEqual([rule.id, true]);
			expect([rule.id, isChecked(rule, { isCustomer: true })]).toEqual([rule.id, !rule.customersExempt]);
			expect([rule.id, isChecked(rule, { purpose: 'service' })]).toEqual([rule.id, rule.id === 'CA-hours']);
			expect([rule.id, isChecked(rule, { area: undefined }, NUMBERS.TR)]).toEqual([rule.id, false]);
			if (rule.dialing)
				expect([rule.id, isChecked(rule, { dialing: 'person' })]).toEqual([rule.id, rule.dialing.includes('person')]);
		}
	});
});
