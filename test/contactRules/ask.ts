import {
	checkContact,
	readPlace,
	readSettings,
	type Attempts,
	type Contact,
	type Verdict,
} from '../../nodes/domain/contactRules';
import { parseNumber } from '../../nodes/domain/phone';
import { isInvalid, type Invalid } from '../../nodes/domain/result';
import { readTime } from '../../nodes/domain/time/readTime';
import { zoneOffset, type ZoneOffset } from '../../nodes/domain/time/zone';

/** What a test says of a contact; everything else is as the node has it by default, dialed by a person. */
export interface Given extends Partial<Omit<Contact, 'place' | 'registered' | 'consentAt' | 'refusedAt'>> {
	zone?: string;
	area?: string;
	consentAt?: string;
	refusedAt?: string;
	registered?: boolean | string;
	attempts?: readonly string[];
	/** Reserved, milliseconds since 1970. */
	held?: Attempts['held'];
	settings?: Partial<Parameters<typeof readSettings>[0]>;
}

const zoneOf = (name: string): ZoneOffset => zoneOffset(name) as ZoneOffset;

function must<T>(value: T | Invalid): T {
	if (isInvalid(value)) throw new Error(value.rule);
	return value;
}

/** A moment on the clock of a zone, `2026-11-24 20:00:00`. */
const at = (local: string, zone: string): number => readTime(local, { zone: zoneOf(zone) }) as number;

/** One number for each place of the tests, from ranges for fiction or of known lines. */
export const NUMBERS: Readonly<Record<string, string>> = {
	'US-AL': '+12055550123',
	'US-CT': '+12035550123',
	'US-FL': '+13055550123',
	'US-MA': '+16175550123',
	'US-ME': '+12075550123',
	'US-MS': '+16015550123',
	'US-NY': '+12125550123',
	'US-RI': '+14015550123',
	'US-UT': '+18015550123',
	'US-WA': '+12065550123',
	'US-850': '+18505550123',
	'US-800': '+18005550123',
	AE: '+971501234567',
	AT: '+4312345678',
	AU: '+61291234567',
	BR: '+551123456789',
	CA: '+14165550123',
	CO: '+576012345678',
	DE: '+4930123456',
	ES: '+34911234567',
	FR: '+33142685300',
	GB: '+442079460123',
	HK: '+85221234567',
	IT: '+390212345678',
	JP: '+81312345678',
	NO: '+4722123456',
	TR: '+902121234567',
	ZA: '+27211234567',
};

function contactOf(number: string, given: Given, zone: ZoneOffset): Contact {
	const { settings: _settings, attempts: _attempts, held: _held, zone: name, area, ...facts } = given;
	const moment = (text: string | undefined): number | undefined => readTime(text, { day: 'start', zone });
	const parsed = parseNumber(number);
	if (isInvalid(parsed)) throw new Error(parsed.rule);
	return {
		place: must(readPlace(parsed, { zone: name, area })),
		numberType: parsed.type,
		purpose: 'sales',
		dialing: 'person',
		consent: 'none',
		anyTime: false,
		isCustomer: false,
		isBusiness: false,
		doNotCall: false,
		...facts,
		consentAt: moment(given.consentAt),
		refusedAt: moment(given.refusedAt),
		registered: typeof given.registered === 'string' ? moment(given.registered) : given.registered,
	};
}

/** What the rules say of a contact at a moment on the clock of a zone. */
export function ask(number: string, local: string, clock: string, given: Given = {}): Verdict {
	const settings = must(readSettings({ hoursMode: 'legal', turnOn: [], turnOff: [], ...given.settings }));
	const times = (given.attempts ?? []).map((attempt) => at(attempt, clock));
	const contact = contactOf(number, given, zoneOf(clock));
	return checkContact(contact, settings, { times, held: given.held, areCounted: true }, at(local, clock));
}

/** `now`, `never`, or when: `Wed 2026-11-25 08:00` on the clock of a zone. */
export function say({ verdict, nextAllowedAt }: Verdict, clock: string): string {
	if (verdict !== 'notNow') return verdict === 'allowed' ? 'now' : 'never';
	if (nextAllowedAt === undefined) return 'not now';
	const wall = new Date(nextAllowedAt + zoneOf(clock)(nextAllowedAt));
	const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][wall.getUTCDay()];
	return `${weekday} ${wall.toISOString().slice(0, 16).replace('T', ' ')}`;
}
