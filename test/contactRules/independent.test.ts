/**
 * Check Contact against an implementation that was written from its two pages alone, without sight of the node. `CASES`
 * and `SEED` say how many contacts and which: `CASES=100000 npx jest test/contactRules/independent` compares
 * 100,000, and the edges of three years instead of those of the days on which clocks change or holidays move.
 */
import { checkContact, readPlace, readSettings, CONSENTS } from '../../nodes/domain/contactRules';
import { isOnByDefault } from '../../nodes/domain/contactRules/rule';
import { RULES } from '../../nodes/domain/contactRules/rules';
import { parseNumber } from '../../nodes/domain/phone';
import { isInvalid, type Invalid } from '../../nodes/domain/result';
import { judge, type Case, type Judgment } from './independent/judge';
import { PLACES, type TestPlace } from './independent/places';
import { seededRandom } from '../../simulator/random';
import { randomCase, randomTime } from './independent/randomCase';

const CASES = Number(process.env.CASES ?? 1_000);
const SEED = Number(process.env.SEED ?? 20_261_127);

function must<T>(value: T | Invalid): T {
	if (isInvalid(value)) throw new Error(value.rule);
	return value;
}

/** What the node says of the same contact. */
function node(place: TestPlace, asked: Case, at: number) {
	const number = parseNumber(place.number);
	if (isInvalid(number)) throw new Error(number.rule);
	const settings = must(
		readSettings({
			hoursMode: asked.hours === 'legalAndOwn' ? 'both' : asked.hours,
			ownHours: asked.ownHours,
			ownHolidays: asked.ownHolidays.join(','),
			ownCap: asked.ownCap && { attempts: asked.ownCap.most, hours: asked.ownCap.hours },
			restDays: asked.ownRest,
			turnOn: asked.on,
			turnOff: asked.off,
		}),
	);
	const contact = {
		place: must(readPlace(number, { zone: place.givenZone, area: place.givenArea })),
		numberType: number.type,
		purpose: asked.purpose as 'sales',
		dialing: asked.dialing as 'person',
		consent: CONSENTS[asked.consent],
		consentAt: asked.consentAt,
		anyTime: asked.otherTimes,
		isCustomer: asked.customer,
		isBusiness: asked.company,
		doNotCall: asked.doNotCall,
		registered: asked.registered,
		refusedAt: asked.refusedAt,
		emergency: asked.emergency,
	};
	return checkContact(contact, settings, { times: asked.attempts, areCounted: true }, at);
}

const SWITCHABLE = {
	on: RULES.filter((rule) => !isOnByDefault(rule)).map(({ id }) => id),
	off: RULES.filter(isOnByDefault).map(({ id }) => id),
};

/** On which rules begin and end. */
const DATES = RULES.flatMap(({ from, until }) => [from, until]).filter(
	(day): day is string => day !== undefined && day > '2023-01',
);

function differences(expected: Judgment, found: ReturnType<typeof node>): string[] {
	const decided = found.decidedBy?.id ?? '';
	const different = [
		expected.verdict !== found.verdict && `verdict ${found.verdict}`,
		expected.nextAllowedAt !== found.nextAllowedAt && `next ${new Date(found.nextAllowedAt ?? NaN)}`,
		expected.decidedBy.length > 0 && !expected.decidedBy.includes(decided) && `decided by ${decided}`,
	];
	return different.filter((text) => text !== false);
}

it(`says the same as the independent implementation of ${CASES} random contacts`, () => {
	const random = seededRandom(SEED);
	const verdicts = { allowed: 0, notNow: 0, never: 0 };
	const disagreements: object[] = [];
	for (let index = 0; index < CASES && disagreements.length < 5; index += 1) {
		const place = PLACES[index % PLACES.length];
		const at = randomTime(random, DATES);
		const asked = randomCase(random, place, at, SWITCHABLE);
		const expected = judge(asked, at);
		verdicts[expected.verdict] += 1;
		const found = differences(expected, node(place, asked, at));
		if (found.length > 0) disagreements.push({ at: new Date(at), asked: JSON.stringify(asked), expected, found });
	}
	expect(disagreements).toEqual([]);
	for (const count of Object.values(verdicts)) expect(count).toBeGreaterThan(CASES / 10);
}, 3_600_000);

const PLAIN: Omit<Case, keyof TestPlace> = {
	...{ purpose: 'sales', dialing: 'automatic', company: false, customer: false, consent: 3, otherTimes: false },
	...{
		doNotCall: false,
		emergency: false,
		attempts: [],
		hours: 'legal',
		ownHours: '',
		ownHolidays: [],
		on: [],
		off: [],
	},
};
const HOUR = 3_600e3;
/** Clock changes of the northern and the southern half, and holidays that fall on a weekend or are moved. */
const EDGE_DAYS = ['03-08', '03-29', '04-03', '04-05', '07-03', '10-04', '10-25', '11-01', '12-24', '12-26', '12-28'];

function* edgeTimes(): Generator<number> {
	const isLong = CASES >= 100_000;
	const days = isLong
		? Array.from({ length: 3 * 365 }, (_, index) => Date.UTC(2026, 0, 1 + index))
		: EDGE_DAYS.map((day) => Date.parse(`2026-${day}T00:00:00Z`));
	for (const day of days) for (let hour = 0; hour < (isLong ? 24 : 48); hour += 0.25) yield day + hour * HOUR;
}

it.each(PLACES.map((place) => [`${place.number} in ${[...place.areas, place.zones[0]].join(' ')}`, place] as const))(
	'opens and closes to the millisecond: %s',
	(_name, place) => {
		const edges: object[] = [];
		let compared = 0;
		for (const dialing of place.country === 'US' ? ['person', 'automatic'] : ['automatic']) {
			const asked: Case = { ...PLAIN, ...place, dialing };
			let last = '';
			for (const at of edgeTimes()) {
				const expected = judge(asked, at);
				if (expected.verdict !== last) {
					for (const moment of [at - 1, at]) {
						const found = differences(judge(asked, moment), node(place, asked, moment));
						if (found.length > 0) edges.push({ at: new Date(moment), found });
						compared += 1;
					}
				}
				last = expected.verdict;
			}
		}
		expect(edges).toEqual([]);
		expect(compared).toBeGreaterThan(place.country === 'TR' ? 1 : 20);
	},
	3_600_000,
);
