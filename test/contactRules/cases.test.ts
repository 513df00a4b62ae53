/** The cases that follow from the sources, one by one: 24 November 2026 is a Tuesday, and the 26th Thanksgiving. */
import { ask, NUMBERS, say, type Given } from './ask';

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const PARIS = 'Europe/Paris';
const express: Given = { consent: 'express' };

const CASES: ReadonlyArray<[place: string, local: string, clock: string, given: Given, expected: string]> = [
	['US-FL', '2026-11-24 19:59:59', EASTERN, {}, 'now'],
	['US-FL', '2026-11-24 20:00:00', EASTERN, {}, 'Wed 2026-11-25 08:00'],
	[
		'US-FL',
		'2026-11-24 10:00',
		EASTERN,
		{ attempts: ['2026-11-23 11:30', '2026-11-23 15:00', '2026-11-24 09:00'] },
		'Tue 2026-11-24 11:30',
	],
	['US-MA', '2026-11-28 07:59', EASTERN, {}, 'Sat 2026-11-28 08:00'],
	['US-CT', '2026-11-23 08:30', EASTERN, { consent: 'written' }, 'Mon 2026-11-23 09:00'],
	['US-CT', '2026-11-23 09:30', EASTERN, express, 'never'],
	['US-RI', '2026-11-21 17:00', EASTERN, {}, 'Mon 2026-11-23 09:00'],
	// Columbus Day
	['US-RI', '2026-10-10 17:00', EASTERN, {}, 'Tue 2026-10-13 09:00'],
	['US-UT', '2026-11-22 12:00', 'America/Denver', {}, 'Mon 2026-11-23 08:00'],
	['US-UT', '2026-11-22 12:00', 'America/Denver', express, 'now'],
	['US-UT', '2026-11-22 21:00', 'America/Denver', express, 'Mon 2026-11-23 08:00'],
	['US-MS', '2026-11-21 19:59', CENTRAL, {}, 'now'],
	['US-MS', '2026-11-21 20:00', CENTRAL, {}, 'Mon 2026-11-23 08:00'],
	['US-MS', '2026-11-21 18:30', 'America/Los_Angeles', { zone: 'America/Los_Angeles' }, 'Mon 2026-11-23 08:00'],
	['US-WA', '2026-11-24 20:05', 'America/Los_Angeles', {}, 'Wed 2026-11-25 08:00'],
	['US-850', '2026-11-24 20:30', EASTERN, {}, 'Wed 2026-11-25 09:00'],
	['US-850', '2026-11-24 20:30', EASTERN, { zone: CENTRAL }, 'now'],
	['US-800', '2026-11-24 13:00', EASTERN, {}, 'Tue 2026-11-24 14:00'],
	['US-800', '2026-11-24 17:30', EASTERN, {}, 'now'],
	['US-800', '2026-11-24 17:30', EASTERN, { dialing: 'automatic' }, 'Wed 2026-11-25 14:00'],
	['US-800', '2026-11-25 18:00', EASTERN, {}, 'Fri 2026-11-27 14:00'],
	['FR', '2026-11-24 13:30', PARIS, express, 'Tue 2026-11-24 14:00'],
	['FR', '2026-11-24 13:30', PARIS, { ...express, anyTime: true }, 'now'],
	['FR', '2026-11-20 20:00', PARIS, express, 'Mon 2026-11-23 10:00'],
	['FR', '2026-12-24 20:00', PARIS, express, 'Mon 2026-12-28 10:00'],
	['FR', '2026-11-24 10:30', PARIS, {}, 'never'],
	['FR', '2026-11-24 10:30', PARIS, { isCustomer: true }, 'now'],
	['FR', '2026-08-10 10:30', PARIS, {}, 'now'],
	['FR', '2026-08-11 00:00', PARIS, {}, 'never'],
	[
		'FR',
		'2026-11-24 10:30',
		PARIS,
		{ ...express, attempts: ['2026-10-28 15:00', '2026-11-02 15:00', '2026-11-03 15:00', '2026-11-04 15:00'] },
		'Fri 2026-11-27 15:00',
	],
	['FR', '2026-11-24 10:30', PARIS, { ...express, refusedAt: '2026-09-26' }, 'Thu 2026-11-26 10:00'],
	['FR', '2026-11-24 10:30', PARIS, { ...express, refusedAt: '2026-09-24' }, 'now'],
	[
		'FR',
		'2026-11-24 10:30',
		PARIS,
		{ ...express, refusedAt: '2026-09-24', settings: { turnOn: ['FR-refusal-never'] } },
		'never',
	],
	['FR', '2026-11-24 10:30', PARIS, { ...express, purpose: 'energy' }, 'never'],
	['FR', '2026-11-24 10:30', PARIS, { purpose: 'energy', isCustomer: true }, 'now'],
	['ES', '2026-11-28 12:00', 'Europe/Madrid', express, 'Mon 2026-11-30 09:00'],
	['NO', '2026-11-23 21:00', 'Europe/Oslo', {}, 'Tue 2026-11-24 09:00'],
	['CA', '2026-11-21 09:30', 'America/Toronto', {}, 'Sat 2026-11-21 10:00'],
	['CA', '2026-11-23 21:29', 'America/Toronto', {}, 'now'],
	['CA', '2026-11-23 21:30', 'America/Toronto', {}, 'Tue 2026-11-24 09:00'],
	['CA', '2026-11-21 09:30', 'America/Toronto', { purpose: 'service' }, 'Sat 2026-11-21 10:00'],
	['ZA', '2026-11-21 13:00', 'Africa/Johannesburg', {}, 'Mon 2026-11-23 08:00'],
	['AE', '2026-11-24 10:00', 'Asia/Dubai', { refusedAt: '2025-01-15' }, 'never'],
	['DE', '2026-11-24 10:00', 'Europe/Berlin', { consent: 'presumed' }, 'never'],
	['DE', '2026-11-24 10:00', 'Europe/Berlin', { consent: 'presumed', isBusiness: true }, 'now'],
	['DE', '2026-11-24 20:00', 'Europe/Berlin', express, 'Wed 2026-11-25 09:00'],
	['GB', '2026-11-24 10:00', 'Europe/London', { registered: '2026-10-28' }, 'now'],
	['GB', '2026-11-24 10:00', 'Europe/London', { registered: '2026-10-27' }, 'never'],
	['GB', '2026-11-24 10:00', 'Europe/London', { registered: '2026-10-27', ...express }, 'now'],
	['US-MA', '2026-11-24 10:00', EASTERN, { doNotCall: true, consent: 'written' }, 'never'],
	['JP', '2026-11-24 10:00', 'Asia/Tokyo', { refusedAt: '2020-01-01' }, 'never'],
	// Own holidays close the day beside hours of law, and where consent has lifted those.
	[
		'FR',
		'2026-11-24 03:00',
		PARIS,
		{ ...express, anyTime: true, settings: { ownHolidays: '11-24' } },
		'Wed 2026-11-25 00:00',
	],
	['US-MA', '2026-11-24 10:00', EASTERN, { settings: { ownHolidays: '2026-11-24, 11-25' } }, 'Thu 2026-11-26 08:00'],
	[
		'DE',
		'2026-11-24 10:00',
		'Europe/Berlin',
		{ ...express, settings: { ownHolidays: '11-24' } },
		'Wed 2026-11-25 09:00',
	],
	['TR', '2026-11-24 10:00', 'Europe/Istanbul', { settings: { ownHolidays: '11-24' } }, 'not now'],
	['TR', '2026-11-24 10:00', 'Europe/Istanbul', {}, 'not now'],
	['TR', '2026-11-24 10:00', 'Europe/Istanbul', { doNotCall: true }, 'never'],
];

it.each(CASES)('%s at %s in %s, %j: %s', (place, local, clock, given, expected) => {
	expect(say(ask(NUMBERS[place], local, clock, given), clock)).toBe(expected);
});

it('decides by the rule that is open in all zones last, not by the one whose single zone is', () => {
	const given: Given = {
		consent: 'express',
		settings: { hoursMode: 'both', ownHours: 'Tue-Thu 09:00-12:00 14:00-18:15' },
	};
	const { decidedBy, nextAllowedAt } = ask('+61412345678', '2025-01-29 12:29:59', 'UTC', given);
	expect([decidedBy?.id, new Date(nextAllowedAt as number).toISOString()]).toEqual([
		'own-hours',
		'2025-01-30T06:00:00.000Z',
	]);
});
