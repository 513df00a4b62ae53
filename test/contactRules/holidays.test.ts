/** Holiday sets against the days that states and governments publish, Monday to Friday. */
import { isHoliday } from '../../nodes/domain/contactRules/holidayDays';
import type { HolidaySetName } from '../../nodes/domain/contactRules/holidaySets';

const DAY_MS = 86_400_000;

/** The days of a year from Monday to Friday that are in a set, `01-01`. */
function weekdaysIn(set: HolidaySetName, year: number): string {
	const days: string[] = [];
	for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += DAY_MS) {
		const date = new Date(ms);
		if (date.getUTCDay() % 6 !== 0 && isHoliday(set, ms / DAY_MS)) days.push(date.toISOString().slice(5, 10));
	}
	return days.join(' ');
}

const PUBLISHED: ReadonlyArray<[set: HolidaySetName, year: number, days: string]> = [
	// https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays
	['US-federal', 2026, '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
	['US-federal', 2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
	['US-federal', 2023, '01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25'],
	// https://personnel.alabama.gov: Confederate Memorial Day and Jefferson Davis' Birthday are Alabama's own
	['US-AL', 2026, '01-01 01-19 02-16 04-27 05-25 06-01 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
	// Act 73 of 2019, with Flag Day and Election Day
	['US-PA', 2026, '01-01 01-19 02-16 04-03 05-25 09-07 10-12 11-03 11-11 11-26 12-25'],
	['US-PA', 2027, '01-01 01-18 02-15 03-26 05-31 06-14 09-06 10-11 11-02 11-11 11-25'],
	// R.I. Gen. Laws 25-1-1, with Victory Day, and Election Day in even years; the Friday before is the federal one
	['US-RI', 2026, '01-01 01-19 02-16 05-04 05-25 06-19 07-03 07-06 08-10 09-07 10-12 11-03 11-11 11-26 12-25'],
	['US-RI', 2025, '01-01 01-20 02-17 05-05 05-26 06-19 07-04 08-11 09-01 10-13 11-11 11-27 12-25'],
	// Utah Code 63G-1-301: Pioneer Day; Juneteenth on the Monday of its week; Good Friday since 2026
	['US-UT', 2026, '01-01 01-19 02-16 04-03 05-25 06-15 07-03 07-24 09-07 10-12 11-11 11-26 12-25'],
	['US-UT', 2024, '01-01 01-15 02-19 05-27 06-17 07-04 07-24 09-02 10-14 11-11 11-28 12-25'],
	['US-UT', 2027, '01-01 01-18 02-15 03-26 05-31 06-21 07-05 07-23 09-06 10-11 11-11 11-25 12-24 12-31'],
	// https://www.service-public.fr/particuliers/vosdroits/F2405
	['FR', 2026, '01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25'],
	['FR', 2027, '01-01 03-29 05-06 05-17 07-14 11-01 11-11'],
	// https://www.gov.uk/bank-holidays
	['GB', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
	['GB', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
	// https://www.fairwork.gov.au/employment-conditions/public-holidays/2026-public-holidays, those of all states
	['AU', 2026, '01-01 01-26 04-03 04-06 12-25 12-28'],
	['AU', 2022, '01-03 01-26 04-15 04-18 04-25 12-26 12-27'],
	// https://www.employment.govt.nz/leave-and-holidays/public-holidays
	['NZ', 2026, '01-01 01-02 02-06 04-03 04-06 04-27 06-01 07-10 10-26 12-25 12-28'],
	// https://www.gov.za/about-sa/public-holidays
	['ZA', 2026, '01-01 04-03 04-06 04-27 05-01 06-16 08-10 09-24 12-16 12-25'],
	['ZA', 2027, '01-01 03-22 03-26 03-29 04-27 06-16 08-09 09-24 12-16 12-27'],
	// Ley 51 de 1983: the calendar that Colombia's banks publish
	[
		'CO',
		2026,
		'01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25',
	],
	// https://www.boe.es: national holidays of 2026
	['ES', 2026, '01-01 01-06 04-03 05-01 10-12 12-08 12-25'],
	['IT', 2026, '01-01 01-06 04-06 05-01 06-02 12-08 12-25'],
	['IT', 2027, '01-01 01-06 03-29 06-02 10-04 11-01 12-08'],
	['NO', 2026, '01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-25'],
	['CA-BC', 2026, '01-01 02-16 04-03 05-18 07-01 08-03 09-07 09-30 10-12 11-11 12-25'],
	[
		'US-LA',
		2026,
		'01-01 01-08 01-19 02-16 02-17 04-03 05-25 06-19 07-03 08-31 09-07 10-12 11-02 11-03 11-11 11-26 12-25',
	],
];

it.each(PUBLISHED)('%s in %i', (set, year, days) => {
	expect(weekdaysIn(set, year)).toBe(days);
});

/** https://www.assa.org.au/edm: Easter Sunday, with the earliest and the latest there can be. */
it.each([
	['2008-03-23'],
	['2024-03-31'],
	['2025-04-20'],
	['2026-04-05'],
	['2027-03-28'],
	['2038-04-25'],
	['2049-04-18'],
	['2076-04-19'],
])('Easter Sunday is %s', (date) => {
	expect(isHoliday('NO', Date.parse(date) / DAY_MS)).toBe(true);
	expect(isHoliday('NO', Date.parse(date) / DAY_MS - 2)).toBe(true);
	expect(isHoliday('NO', Date.parse(date) / DAY_MS - 1)).toBe(false);
});

it('holds for the state that is not known whatever any state bans', () => {
	const sets: HolidaySetName[] = ['US-AL', 'US-LA', 'US-PA', 'US-RI', 'US-UT', 'US-federal'];
	const missing: string[] = [];
	for (let day = Date.UTC(2025, 0, 1) / DAY_MS; day < Date.UTC(2035, 0, 1) / DAY_MS; day += 1)
		if (sets.some((set) => isHoliday(set, day)) && !isHoliday('US-all', day)) missing.push(String(day));
	expect(missing).toEqual([]);
});
