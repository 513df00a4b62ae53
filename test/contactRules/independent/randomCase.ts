import type { Case } from './judge';
import type { TestPlace } from './places';

const DAY = 86_400e3;
/** Periods that rules name, in hours: what is as old as that, to the millisecond, is an edge. */
const PERIODS = [1, 8, 24, ...[7, 8, 15, 21, 28, 30, 31, 60, 61, 365, 366, 730, 731].map((days) => days * 24)];
const OWN_HOURS = [
	...['Mon-Sun 00:00-24:00', 'Mon-Fri 09:00-12:00 14:00-18:15', 'Sat 10:00-14:00, Sun 11:00-11:15'],
	...['Tue-Thu 22:30-23:45', 'Mon-Sun 06:45-07:00', 'Sun 00:00-24:00'],
];

/**
 * A moment between 2023 and 2029: any, on a whole quarter of an hour, or a millisecond before one.
 * @param days on which something begins or ends; one moment in ten is around such a day
 */
export function randomTime(random: () => number, days: readonly string[]): number {
	const day = days[Math.floor(random() * 10 * days.length)];
	const at = day
		? Date.parse(day) + Math.floor((random() - 0.5) * 2 * DAY)
		: Math.floor(Date.UTC(2023, 0, 5) + random() * (Date.UTC(2029, 0, 1) - Date.UTC(2023, 0, 5)));
	const kind = random();
	if (kind < 0.2) return at;
	const quarter = at - (at % 900e3);
	return kind < 0.6 ? quarter : quarter - 1;
}

/** A contact of that place, with everything that rules ask about. */
export function randomCase(
	random: () => number,
	place: TestPlace,
	at: number,
	switchable: Readonly<Record<'on' | 'off', readonly string[]>>,
): Case {
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	const chance = (share: number) => random() < share;
	const earlier = (days: number) => {
		const edge = pick(PERIODS.filter((hours) => hours <= days * 24)) * 3600e3 + pick([-1, 0, 1]);
		return at - (chance(0.4) ? edge : Math.floor(random() * days * DAY));
	};
	const some = (rules: readonly string[], share: number) => rules.filter(() => chance(share));
	const { country, areas, zones, numberType } = place;
	return {
		...{ country, areas, zones, numberType },
		purpose: pick(['sales', 'sales', 'sales', 'energy', 'service', 'collection']),
		dialing: pick(['person', 'automatic', 'recorded']),
		company: chance(0.3),
		customer: chance(0.2),
		consent: pick([0, 1, 2, 2, 3, 3]),
		...(chance(0.3) && { consentAt: earlier(800) }),
		otherTimes: chance(0.15),
		doNotCall: chance(0.03),
		...(chance(0.25) && { refusedAt: earlier(70) }),
		...(chance(0.3) && { registered: pick([true, false, earlier(40)]) }),
		emergency: chance(0.05),
		attempts: Array.from({ length: Math.floor(random() * 5) }, () => earlier(pick([1, 1, 8, 35]))),
		hours: pick(['legal', 'legal', 'legalAndOwn', 'own']),
		ownHours: pick(OWN_HOURS),
		ownHolidays: chance(0.1) ? [pick(['12-24', '02-29', '2026-04-03']), '07-01'] : [],
		...(chance(0.2) && { ownCap: { most: pick([1, 2, 3]), hours: pick([1, 24, 168]) } }),
		...(chance(0.2) && { ownRest: pick([1, 7, 30]) }),
		on: chance(0.3) ? some(switchable.on, 0.5) : [],
		off: chance(0.1) ? some(switchable.off, 0.3) : [],
	};
}
