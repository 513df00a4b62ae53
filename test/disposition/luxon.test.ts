import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import {
	addBusinessDays,
	compileCalendar,
	type BusinessCalendar,
} from '../../nodes/domain/disposition/calendar/businessCalendar';
import { instantOf, zoneOffset, type ZoneOffset } from '../../nodes/domain/time/zone';

const calendar = (timeZone: string) => compileCalendar({ timeZone, workingDays: [1, 2, 3, 4, 5] }) as BusinessCalendar;

describe('the calendar against luxon', () => {
	const zones = [
		'America/New_York',
		'Europe/Berlin',
		'Pacific/Auckland',
		'Australia/Lord_Howe',
		'America/St_Johns',
		'Africa/Casablanca',
		'Asia/Kathmandu',
		'Pacific/Apia',
		'Antarctica/Troll',
		'UTC',
	];
	const moment = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2040, 0, 1) });

	it('every offset agrees, transitions too', () => {
		fc.assert(
			fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
				expect((zoneOffset(zone) as ZoneOffset)(at)).toBe(DateTime.fromMillis(at, { zone }).offset * 60_000);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('every hour of a year of transitions agrees', () => {
		for (const zone of zones) {
			const offset = zoneOffset(zone) as ZoneOffset;
			for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7_200_000) {
				if (offset(at) !== DateTime.fromMillis(at, { zone }).offset * 60_000)
					throw new Error(`${zone} at ${new Date(at).toISOString()}`);
			}
		}
	});

	it('business days agree wherever the local time exists once', () => {
		fc.assert(
			fc.property(fc.constantFrom(...zones), moment, fc.integer({ min: 1, max: 30 }), (zone, from, days) => {
				let expected = DateTime.fromMillis(from, { zone });
				for (let left = days; left > 0;) {
					expected = DateTime.fromObject({ ...expected.plus({ days: 1 }).toObject(), ...timeOf(from, zone) }, { zone });
					if (expected.weekday <= 5) left -= 1;
				}
				const wall = expected.toMillis() + expected.offset * 60_000;
				fc.pre(isUnique(wall, zoneOffset(zone) as ZoneOffset) && expected.hour === timeOf(from, zone).hour);
				expect(addBusinessDays(from, days, calendar(zone))).toBe(expected.toMillis());
			}),
			{ numRuns: 500 },
		);
	});

	const timeOf = (at: number, zone: string) => {
		const { hour, minute, second, millisecond } = DateTime.fromMillis(at, { zone });
		return { hour, minute, second, millisecond };
	};

	/** No offset change within three hours of a wall-clock time: it exists, and once. */
	const isUnique = (wall: number, offset: ZoneOffset): boolean =>
		offset(wall - offset(wall) - 10_800_000) === offset(wall - offset(wall) + 10_800_000);

	it('a wall-clock time and its moment belong together', () => {
		fc.assert(
			fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
				const offset = zoneOffset(zone) as ZoneOffset;
				const wall = at + offset(at);
				fc.pre(isUnique(wall, offset));
				expect(instantOf(wall, offset)).toBe(at);
			}),
			{ numRuns: 1_000 },
		);
	});
});
