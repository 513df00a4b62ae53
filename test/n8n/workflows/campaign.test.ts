/**
 * A short campaign with the shipped workflows, of which only the Settings nodes are edited: Campaign Dialer, Contact
 * State, Agent Disposition Form and records behind one Fan-Out. What it may not do is checked in the trunk's own log.
 */
import type { DataTableRow } from '../../../tooling/n8n/types';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { DEFAULT_NUMBERS } from '../../../simulator/numbers';
import type { SimulatedCall } from '../../../simulator/exchange';
import { createSlack } from '../../doubles/slack';
import { openOffice, TIME_SCALE, type Office } from './support/office';
import { withSettings } from './support/withSettings';

const AGENTS = ['seat_01', 'seat_02', 'seat_03', 'seat_04'];
/** Places in which it is night by turns: it always is in one of them. */
const NIGHT_PLACES = [
	{ zone: 'Asia/Dubai', country: 'AE', phone: '+971423071' },
	{ zone: 'America/New_York', country: 'US', phone: '+121255501' },
	{ zone: 'America/Los_Angeles', country: 'US', phone: '+121355501' },
	{ zone: 'Australia/Sydney', country: 'AU', phone: '+612912345' },
];
const hourIn = (timeZone: string, at: number): number =>
	Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));
const isNight = (hour: number): boolean => hour >= 22 || hour < 7;

interface Expected {
	state: string;
	/** How often the trunk is to have called. */
	calls: number;
	/** What the agent enters, once. */
	word?: string;
	row?: DataTableRow;
}

let serial = 0;
/** @param scenario the last two digits of the number (`simulator/scenarios.ts`) */
const person = (scenario: string, expected: Expected) => {
	serial += 1;
	const phone = `+4930231${String(serial).padStart(3, '0')}${scenario}`;
	const row: DataTableRow = { contact_id: `contact-${serial}`, phone, country: 'DE', consent: 'express' };
	return { ...expected, row: { ...row, ...expected.row } };
};
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const slack = createSlack({ token: 'xoxb-of-the-test', channels: AGENTS.map((seat) => `U${seat}`) });
let office: Office;
let people: Array<ReturnType<typeof person>>;
let rows: DataTableRow[];
let calls: readonly SimulatedCall[];
let abroad: (typeof NIGHT_PLACES)[number];
const filled = new Set<string>();

function everybody() {
	const start = Date.now();
	abroad = NIGHT_PLACES.find(({ zone }) => isNight(hourIn(zone, start))) as typeof abroad;
	const asleep = { country: abroad.country, time_zone: abroad.zone };
	return [
		person('10', { state: 'closed', calls: 1, word: 'Interested' }),
		person('10', { state: 'closed', calls: 1, word: 'Not Interested' }),
		person('11', { state: 'do not call', calls: 1, word: 'Do Not Call' }),
		person('10', { state: 'reached', calls: 2, word: 'Callback' }),
		...times(6, () => person('10', { state: 'reached', calls: 1 })),
		...times(3, () => person('05', { state: 'invalid', calls: 1 })),
		...times(3, () => person('01', { state: 'closed', calls: 2 })),
		...times(2, () => person('06', { state: 'resting', calls: 1 })),
		person('07', { state: 'resting', calls: 1 }),
		person('95', { state: 'new', calls: 0 }),
		person('10', { state: 'do not call', calls: 0, row: { do_not_call: true } }),
		person('10', { state: 'closed', calls: 0, row: { consent: 'none' } }),
		person('10', { state: 'new', calls: 0, row: { last_refusal_at: new Date().toISOString() } }),
		person('10', { state: 'invalid', calls: 0, row: { phone: 'none given' } }),
		person('10', { state: 'reached', calls: 1, row: { phone: '030 231 999 10' } }),
		...['01', '02'].map((end) => person('', { state: 'new', calls: 0, row: { ...asleep, phone: abroad.phone + end } })),
	];
}

const numberOf = ({ row }: (typeof people)[number]): string =>
	row.phone === '030 231 999 10' ? '+493023199910' : String(row.phone);
const callsTo = (number: string): SimulatedCall[] => calls.filter(({ to }) => to === number);

/** Fills in the forms of the contacts that an agent has something to say of, each once. */
async function answerForms(): Promise<void> {
	for (const { text } of slack.messages) {
		const who = people.find((one) => one.word && text.includes(numberOf(one)));
		const link = /https?:\S+form-waiting\S+/.exec(text)?.[0];
		if (!who?.word || !link || filled.has(numberOf(who))) continue;
		const page = await fetch(link, { signal: AbortSignal.timeout(3_000) }).then(
			async (answer) => await answer.text(),
			() => '',
		);
		if (!page.includes('Call Back At')) continue;
		const form = new FormData();
		['Connected', '64', who.word, '', '', '2026-01-01 10:00'].forEach((value, at) => form.set(`field-${at}`, value));
		if ((await fetch(link, { method: 'POST', body: form })).status === 200) filled.add(numberOf(who));
	}
}

beforeAll(async () => {
	const numbers = [...DEFAULT_NUMBERS, { id: 'did_ae_1', number: '+97142307001', country: 'AE' }];
	const agents = AGENTS.map((id, at) => ({ id, name: id, phone: `+49302312509${at}` }));
	office = await openOffice([slack], { numbers, agents });
	const slackCredential = await office.client.createCredential('slackApi', 'Slack', {
		accessToken: 'xoxb-of-the-test',
	});
	people = everybody();
	await office.insert(
		'Agents',
		AGENTS.map((seat) => ({ seat_id: seat, name: seat, slack_id: `U${seat}` })),
	);
	await office.insert(
		'Contacts',
		people.map(({ row }) => row),
	);
	const dialer = await office.open(
		withSettings('campaign-dialer', {
			allowed_countries: 'DE, US, AU, AE',
			caller_ids: numbers.map(({ number, country }) => ({ number, country })),
			own_hours: 'Mon-Sun 00:00-24:00',
			wrap_up_seconds: 0,
			calls_per_second: 5,
		}),
	);
	const parts = await Promise.all([
		office.open(
			withSettings('contact-state', { dialer_workflow_id: dialer.id, max_attempts: 2, hours_between_attempts: 0 }),
		),
		office.open('agent-disposition-form', [slackCredential]),
		office.open('call-records-data-table'),
	]);
	const fanOut = await office.open(withSettings('fan-out', { completed: parts.map(({ id }) => id) }));
	office.simulator.setWebhook(office.urlOf(fanOut));
	await waitUntil(
		'The end of the campaign',
		async () => {
			await answerForms();
			rows = await office.rows('Contacts');
			const wrong = people.filter(
				({ row, state }) => rows.find(({ contact_id }) => contact_id === row.contact_id)?.state !== state,
			);
			const isOver = office.simulator.calls.every(({ state }) => state === 'completed');
			return (wrong.length === 0 && isOver) || undefined;
		},
		240_000,
	);
	// One more run, in which nobody is due.
	expect(await office.run(dialer, 'Every Minute')).toBe('success');
	await office.settle();
	rows = await office.rows('Contacts');
	calls = office.simulator.calls;
}, 400_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

it('leaves each contact in the state that follows from its calls and the agent’s word', () => {
	const states = people.map(({ row }) => [
		row.contact_id,
		rows.find(({ contact_id }) => contact_id === row.contact_id)?.state,
	]);
	expect(states).toEqual(people.map(({ row, state }) => [row.contact_id, state]));
});

it('calls each contact as often as it should, nobody after a yes, a no or a do-not-call, and no invalid number twice', () => {
	const placed = people.map((one) => [numberOf(one), callsTo(numberOf(one)).length]);
	expect(placed).toEqual(people.map((one) => [numberOf(one), one.calls]));
	expect(calls).toHaveLength(people.reduce((sum, { calls: count }) => sum + count, 0));
});

it('counts an attempt for each call that was placed, and for nothing else', () => {
	const counted = people.map(({ row }) => rows.find(({ contact_id }) => contact_id === row.contact_id)?.attempts ?? 0);
	expect(counted).toEqual(people.map(({ calls: count }) => count));
});

it('plans the closed country for its next morning', () => {
	const planned = rows.filter(({ country }) => country === abroad.country);
	expect(planned).toHaveLength(2);
	for (const { due_at } of planned) {
		const at = Date.parse(String(due_at));
		expect(at).toBeGreaterThan(Date.now());
		expect(hourIn(abroad.zone, at)).toBeGreaterThanOrEqual(8);
	}
});

it('places no call without a free agent', () => {
	const endOf = ({ placedAtMs, initiatedAt, endedAt }: SimulatedCall): number =>
		placedAtMs + ((endedAt as Date).getTime() - initiatedAt.getTime()) / TIME_SCALE;
	expect(calls.filter(({ agent }) => !AGENTS.includes(String(agent)))).toEqual([]);
	for (const seat of AGENTS) {
		const own = calls.filter(({ agent }) => agent === seat).sort((a, b) => a.placedAtMs - b.placedAtMs);
		expect(own.length).toBeGreaterThan(0);
		own.slice(1).forEach((call, at) => expect(call.placedAtMs).toBeGreaterThanOrEqual(Math.floor(endOf(own[at]))));
	}
});

it('gives the agent who promised it the callback', () => {
	const [first, second] = callsTo(numberOf(people[3]));
	expect(second.agent).toBe(first.agent);
});

it('has each call in one record, with its contact and agent', async () => {
	const records = await office.rows('Call Records');
	expect(records.map(({ call_uuid }) => call_uuid).sort()).toEqual(calls.map(({ id }) => id).sort());
	for (const { call_uuid, contact_id, seat_id } of records) {
		const call = calls.find(({ id }) => id === call_uuid) as SimulatedCall;
		const who = people.find((one) => numberOf(one) === call.to);
		expect({ contact_id, seat_id }).toEqual({ contact_id: who?.row.contact_id, seat_id: call.agent });
	}
});
