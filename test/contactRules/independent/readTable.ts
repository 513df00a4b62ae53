import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(__dirname, '../../../docs/reference/calling-rules.md');
const LEVELS = ['none', 'presumed', 'express', 'written'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Minutes of the day: from the start on, and before the end. */
type Span = readonly [start: number, end: number];

/** Hours as the page writes them, by the weekday (Sunday is 0). */
export interface Hours {
	readonly days: readonly (readonly Span[])[];
	readonly eve?: readonly Span[];
	readonly zone?: string;
	readonly holidays?: string;
}

/** What a row demands, in the page's own kinds. */
type Demand =
	| { kind: 'hours'; hours: Hours }
	| { kind: 'cap'; most: number; period: number }
	| { kind: 'consent'; level: number }
	| { kind: 'lapse'; months: number }
	| { kind: 'register'; days: number }
	| { kind: 'rest'; days: number }
	| { kind: 'objection' | 'emergency' | 'ban' | 'refused' };

/** A row of the page, with whom it concerns. */
export interface Row {
	readonly id: string;
	readonly country: string;
	readonly area?: string;
	readonly demand: Demand;
	readonly purposes: readonly string[];
	readonly dialing?: readonly string[];
	readonly only?: string;
	readonly numberType?: string;
	readonly exceptCustomers: boolean;
	readonly unknownState: boolean;
	readonly liftedBy?: number;
	readonly liftedByOtherTimes: boolean;
	readonly from: string;
	readonly until: string;
	readonly off: boolean;
}

/** A set of holidays, in the page's own notation. */
export interface HolidaySet {
	readonly days: readonly string[];
	readonly weekend: string;
}

const cells = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

function spans(words: readonly string[]): Span[] {
	return words.map((word) => [minutes(word), minutes(word.slice(6))]);
}

function weekdays(text: string): number[] {
	const [first, last = first] = text.split('-').map((name) => WEEKDAYS.indexOf(name));
	if (first === undefined || last === undefined || first < 0 || last < 0) throw new Error(`Weekdays: ${text}`);
	const count = ((last - first + 7) % 7) + 1;
	return Array.from({ length: count }, (_, index) => (first + index) % 7);
}

/** Reads "Mon-Fri 10:00-13:00 14:00-20:00, Sat 09:00-13:00, in ZONE, never on holidays (`SET`)". */
export function readHours(text: string): Hours {
	const days: Span[][] = [[], [], [], [], [], [], []];
	let more: Partial<Hours> = {};
	for (const part of text.split(', ')) {
		const words = part.split(' ');
		if (part.startsWith('in ')) more = { ...more, zone: part.slice(3) };
		else if (part.startsWith('never on holidays')) more = { ...more, holidays: /`(.+)`/.exec(part)?.[1] ?? '' };
		else if (part.endsWith(' on the eve of a holiday')) more = { ...more, eve: spans(words.slice(0, 1)) };
		else for (const day of weekdays(words[0] ?? '')) days[day] = spans(words.slice(1));
	}
	return { days, ...more };
}

function readDemand(value: string): Demand {
	const cap = /^(\d+) attempts? in (\d+) (hours|days)$/.exec(value);
	if (cap) return { kind: 'cap', most: Number(cap[1]), period: Number(cap[2]) * (cap[3] === 'days' ? 24 : 1) * 3600e3 };
	const level = LEVELS.indexOf(value.replace(/ consent$/, ''));
	if (level > 0) return { kind: 'consent', level };
	const lapse = /^consent counts for (\d+) months$/.exec(value);
	if (lapse) return { kind: 'lapse', months: Number(lapse[1]) };
	const rest = /^(\d+) full calendar days without a call after a refusal$/.exec(value);
	if (rest) return { kind: 'rest', days: Number(rest[1]) };
	if (value.startsWith('no call to a number on the register '))
		return { kind: 'register', days: Number(/, (\d+) days after its entry$/.exec(value)?.[1] ?? 0) };
	if (value === 'no call to a contact who asked not to be called') return { kind: 'objection' };
	if (value === 'no call while an emergency is declared') return { kind: 'emergency' };
	if (value === 'no call after a refusal') return { kind: 'refused' };
	if (value === 'no call') return { kind: 'ban' };
	return { kind: 'hours', hours: readHours(value) };
}

function readRow(line: string): Row {
	const [id = '', value = '', concerns = '', force = '', marked = ''] = cells(line);
	const name = id.replaceAll('`', '');
	const parts = concerns.split('; ').filter(Boolean);
	const list = (word: string) =>
		parts
			.find((part) => part.startsWith(`${word} `))
			?.slice(word.length + 1)
			.split(', ');
	const lifted = parts.find((part) => part.startsWith('lifted by '))?.slice('lifted by '.length);
	const known = /^(dialing |purpose |lifted by |numbers of type |customers exempt|consumers|businesses|only while)/;
	const strange = parts.filter((part) => !known.test(part));
	if (strange.length > 0) throw new Error(`${name}: who it applies to can't be read: ${strange.join('; ')}`);
	const area = /^[A-Z]{2}-[A-Z]{2}(?=-)/.exec(name)?.[0];
	const liftedBy = lifted ? LEVELS.indexOf(lifted.replace(/ consent$/, '')) : -1;
	const dialing = list('dialing');
	const only = parts.find((part) => part === 'consumers' || part === 'businesses');
	const numberType = list('numbers of type')?.[0];
	return {
		id: name,
		country: name.slice(0, 2),
		demand: readDemand(value),
		purposes: list('purpose') ?? ['sales', 'energy'],
		exceptCustomers: parts.includes('customers exempt'),
		unknownState: parts.includes('only while the state is not known'),
		liftedByOtherTimes: lifted === 'consent to other times',
		from: /from (\S+)/.exec(force)?.[1] ?? '0000-00-00',
		until: /until (\S+)/.exec(force)?.[1] ?? '9999-99-99',
		off: /\boff\b/.test(marked),
		...(area && { area }),
		...(dialing && { dialing }),
		...(only && { only }),
		...(numberType && { numberType }),
		...(liftedBy > 0 && { liftedBy }),
	};
}

/** The rules and holidays of the page, read from its text alone. */
export function readTable(): { rows: Row[]; holidays: Map<string, HolidaySet> } {
	const [rules = '', holidays = ''] = readFileSync(PAGE, 'utf8').split('## Holidays');
	const lines = (text: string) => text.split('\n').filter((line) => /^\| `[A-Z]{2}/.test(line));
	const sets = lines(holidays).map((line): [string, HolidaySet] => {
		const [name = '', days = '', weekend = ''] = cells(line);
		return [name.replaceAll('`', ''), { days: days.split(', '), weekend: weekend.replaceAll('`', '') }];
	});
	return { rows: lines(rules).map(readRow), holidays: new Map(sets) };
}
