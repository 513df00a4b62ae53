/** A named set of days. Days are worked out for any year, in the notation that `holidayDays.ts` reads. */
export interface HolidaySet {
	source: string;
	/**
	 * `01-01`, every year · `easter-2`, days from Easter Sunday · `3 Mon 01`, the third Monday of January · `last Mon 05` ·
	 * `Mon from 06-15`, the first on or after · `Mon before 05-25` · `2027-06-25`, once. ` even` at the end: in even
	 * years; ` since 2026`: from that year on.
	 */
	days: readonly string[];
	/**
	 * What becomes of a day of the form `01-01` that falls on a weekend; the day itself stays in the set.
	 * `sunday`: Sunday also gives Monday. `nearest`: Saturday gives Friday, Sunday gives Monday. `around`: Saturday gives
	 * Friday and Monday, Sunday gives Monday. `free`: gives the next weekday that is not in the set.
	 */
	shift?: 'sunday' | 'nearest' | 'around' | 'free';
	/** Days of the form `01-01` that do not shift. */
	unshifted?: readonly string[];
	/** What the set does not know. */
	gap?: string;
}

const US_FEDERAL = [
	...['01-01', '3 Mon 01', '3 Mon 02', 'last Mon 05', '06-19', '07-04', '1 Mon 09', '2 Mon 10'],
	...['11-11', '4 Thu 11', '12-25'],
];

export const HOLIDAY_SETS = {
	AU: {
		source: 'National public holidays of Australia, https://www.fairwork.gov.au/employment-conditions/public-holidays',
		days: ['01-01', '01-26', 'easter-2', 'easter+1', '12-25', '12-26'],
		unshifted: ['04-25'],
		shift: 'free',
	},
	'CA-BC': {
		source: 'Employment Standards Act of British Columbia, section 1, statutory holidays',
		days: [
			...['01-01', '3 Mon 02', 'easter-2', 'Mon before 05-25', '07-01', '1 Mon 08', '1 Mon 09', '09-30'],
			...['2 Mon 10', '11-11', '12-25'],
		],
	},
	CO: {
		source: 'Ley 51 de 1983',
		days: [
			...['01-01', 'Mon from 01-06', 'Mon from 03-19', 'easter-3', 'easter-2', '05-01', 'easter+43', 'easter+64'],
			...['easter+71', 'Mon from 06-29', '07-20', '08-07', 'Mon from 08-15', 'Mon from 10-12', 'Mon from 11-01'],
			...['Mon from 11-11', '12-08', '12-25'],
		],
	},
	ES: {
		source: 'National holidays of Spain, Estatuto de los Trabajadores art. 37.2 and Real Decreto 2001/1983 art. 45',
		days: ['01-01', '01-06', 'easter-2', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'],
		gap: 'Regional and local holidays of Spain are not in the table: add those that you know as own holidays.',
	},
	FR: {
		source: 'Code du travail L3133-1',
		days: [
			...['01-01', 'easter+1', '05-01', '05-08', 'easter+39', 'easter+50', '07-14', '08-15', '11-01', '11-11'],
			'12-25',
		],
	},
	GB: {
		source: 'Bank holidays in England and Wales, https://www.gov.uk/bank-holidays',
		days: ['01-01', 'easter-2', 'easter+1', '1 Mon 05', 'last Mon 05', 'last Mon 08', '12-25', '12-26'],
		shift: 'free',
		gap: 'Bank holidays of Scotland and Northern Ireland are not in the table.',
	},
	IT: {
		source: 'Legge 260/1949 with its changes; 4 October since Legge 151/2025',
		days: [
			...['01-01', '01-06', 'easter+0', 'easter+1', '04-25', '05-01', '06-02', '08-15', '10-04 since 2026', '11-01'],
			...['12-08', '12-25', '12-26'],
		],
		gap: 'Patron saints’ days of Italian cities are not in the table.',
	},
	NO: {
		source: 'Lov om helligdager og helligdagsfred, section 2; 1 May and 17 May: lov 1947-04-26 nr. 1',
		days: [
			...['01-01', 'easter-3', 'easter-2', 'easter+0', 'easter+1', '05-01', '05-17', 'easter+39', 'easter+49'],
			...['easter+50', '12-25', '12-26'],
		],
	},
	NZ: {
		source: 'Holidays Act 2003, section 44; Te Kahui o Matariki Public Holiday Act 2022, schedule 1',
		days: [
			...['01-01', '01-02', '02-06', 'easter-2', 'easter+1', '04-25', '1 Mon 06', '4 Mon 10', '12-25', '12-26'],
			...['2026-07-10', '2027-06-25', '2028-07-14', '2029-07-06', '2030-06-21'],
		],
		shift: 'free',
		gap: 'Anniversary days of New Zealand’s provinces are not in the table.',
	},
	'US-federal': { source: '5 U.S.C. 6103', days: US_FEDERAL, shift: 'nearest' },
	'US-AL': {
		source:
			'Ala. Code 1-3-8, https://law.uslawyerdatabase.com/section-1-3-8-holidays-enumerated-personal-leave-days-state-holidays-observed-by-closing-of-state-offices-compensatory-leave-days',
		days: [...US_FEDERAL, '4 Mon 04', '1 Mon 06'],
		shift: 'nearest',
	},
	'US-LA': {
		source: 'La. R.S. 1:55, https://legis.la.gov/legis/Law.aspx?d=74097',
		days: [...US_FEDERAL, '01-08', 'easter-47', 'easter-2', '08-30', '11-01', 'Tue from 11-02 even'],
		shift: 'nearest',
		gap: 'The days that the Louisiana Public Service Commission names were not seen: the state’s legal holidays were checked.',
	},
	'US-PA': {
		source:
			'The days that Act 73 of 2019 names, https://dnc.dreamhosters.com/update-pennsylvania-governor-signs-new-robocall-restrictions-law',
		days: [
			...['01-01', '3 Mon 01', '3 Mon 02', 'easter-2', 'last Mon 05', '06-14', '07-04', '1 Mon 09', '2 Mon 10'],
			...['Tue from 11-02', '11-11', '4 Thu 11', '12-25'],
		],
	},
	'US-RI': {
		source:
			'R.I. Gen. Laws 25-1-1, http://statutes.laws-info.com/rhode-island/title-25/chapter-25-1/25-1-1; 5 U.S.C. 6103',
		days: [...US_FEDERAL, '05-04', '2 Mon 08', 'Tue from 11-02 even'],
		shift: 'around',
	},
	'US-UT': {
		source: 'Utah Code 63G-1-301, https://self-law.org/code/ut/title-63g/chapter-1/1',
		days: [
			...['01-01', '3 Mon 01', '3 Mon 02', 'easter-2 since 2026', 'last Mon 05', 'Mon from 06-15', '07-04', '07-24'],
			...['1 Mon 09', '2 Mon 10', '11-11', '4 Thu 11', '12-25'],
		],
		shift: 'nearest',
	},
	ZA: {
		source: 'Public Holidays Act 36 of 1994, schedule 1 and section 2(1)',
		days: [
			...['01-01', '03-21', 'easter-2', 'easter+1', '04-27', '05-01', '06-16', '08-09', '09-24', '12-16', '12-25'],
			'12-26',
		],
		shift: 'sunday',
	},
	/** For a contact whose state is not known. */
	'US-all': {
		source: 'The holidays of all states whose rules ban calls on holidays',
		days: [
			...US_FEDERAL,
			...['01-08', 'easter-47', 'easter-2', '4 Mon 04', '05-04', '1 Mon 06', '06-14', 'Mon from 06-15', '07-24'],
			...['2 Mon 08', '08-30', '11-01', 'Tue from 11-02'],
		],
		shift: 'around',
	},
} as const satisfies Readonly<Record<string, HolidaySet>>;

export type HolidaySetName = keyof typeof HOLIDAY_SETS;
