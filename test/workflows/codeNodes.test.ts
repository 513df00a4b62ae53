/** The code nodes of the campaign's workflows: which state follows from a call, and which contact goes to which agent. */
import { DateTime } from 'luxon';
import { files } from './readFiles';

type Json = Record<string, unknown>;

/** Runs the code of a node as n8n does, with items of other nodes by their names. */
function run(
	file: string,
	node: string,
	given: { $json?: Json; items?: Json[]; others: Record<string, Json[]> },
): unknown {
	const workflow = files.find((one) => one.file === `${file}.json`);
	const code = workflow?.nodes.find(({ name }) => name === node)?.parameters.jsCode;
	const toItem = (json: Json): { json: Json } => ({ json });
	const $ = (name: string) => ({ item: toItem(given.others[name][0]), first: () => toItem(given.others[name][0]) });
	const $input = { all: () => (given.items ?? []).map(toItem) };
	return new Function('$json', '$input', '$', 'DateTime', String(code))(given.$json, $input, $, DateTime);
}

describe('Contact State', () => {
	const SETTINGS = {
		max_attempts: 3,
		hours_between_attempts: 4,
		hours_after_voicemail: 48,
		minutes_after_screened: 15,
		text_after_no_answer: true,
	};
	const END = '2026-11-27T12:00:00.000Z';
	const after = (call: Json, contact: Json = {}): Json | undefined => {
		const whole = {
			...{ event: 'completed', callUuid: 'call-2', direction: 'outbound', from: '+493023125001', endedAt: END },
			...{ settings: SETTINGS, metadata: { contact_row: 7, attempt: 1 }, ...call },
		};
		const $json = { id: 7, state: 'in progress', ...contact };
		const item = run('contact-state', 'Choose the State', { $json, others: { 'Map Disposition': [whole] } });
		return (item as { json: Json } | null)?.json;
	};

	it.each([
		['connected', {}, { state: 'reached', due_at: null }],
		['invalidNumber', {}, { state: 'invalid', due_at: null }],
		['voicemail', {}, { state: 'resting', due_at: '2026-11-29T12:00:00.000Z' }],
		['busy', {}, { state: 'resting', due_at: '2026-11-27T16:00:00.000Z', used_caller_ids: null }],
		['noAnswer', { nextAction: 'smsFollowUp' }, { state: 'resting', text_due_at: END, texts_sent: 0 }],
		[
			'screened',
			{ nextAction: 'redial' },
			{ state: 'resting', due_at: '2026-11-27T12:15:00.000Z', used_caller_ids: '+493023125001' },
		],
		['screened', { nextAction: 'none' }, { state: 'closed', due_at: null }],
		['busy', { metadata: { contact_row: 7, attempt: 3 } }, { state: 'closed', due_at: null, attempts: 3 }],
	])('%s %j leads to %j', (outcome, call, expected) => {
		expect(after({ outcome, ...call })).toMatchObject({ id: 7, outcome, call_uuid: 'call-2', ...expected });
	});

	it('counts a call that the dialer placed by its attempt, and any other as one more', () => {
		expect(after({ outcome: 'busy' }, { attempts: 1 })).toMatchObject({ attempts: 1 });
		expect(after({ outcome: 'busy', metadata: undefined }, { attempts: 1 })).toMatchObject({ attempts: 2 });
	});

	it('changes nothing for a call that runs, that came in, or that counted before', () => {
		expect(after({ outcome: 'inProgress', event: 'answered' })).toBeUndefined();
		expect(after({ outcome: 'noAnswer', direction: 'inbound' })).toBeUndefined();
		expect(after({ outcome: 'connected' }, { last_call_uuid: 'call-2' })).toBeUndefined();
	});

	it('begins no series of texts for a contact who has one, or opted out', () => {
		const call = { outcome: 'noAnswer', nextAction: 'smsFollowUp' };
		expect(after(call, { text_due_at: '2026-12-01', texts_sent: 1 })).toMatchObject({ texts_sent: 1 });
		expect(after(call, { do_not_text: true })?.text_due_at).toBeUndefined();
		expect(after({ outcome: 'connected' }, { text_due_at: '2026-12-01' })).toMatchObject({ text_due_at: null });
	});
});

describe('Campaign Dialer', () => {
	const match = (contacts: Json[], freeSeats: string[], freeLines = freeSeats.length): unknown[][] => {
		const others = { 'Get Free Lines': [{ freeLines, freeSeats }] };
		const items = run('campaign-dialer', 'Match With Free Agents', { items: contacts, others }) as Array<{
			json: Json;
		}>;
		return items.map(({ json }) => [json.id, json.seat]);
	};

	it('gives each contact a free agent, and takes no more contacts than lines', () => {
		const contacts = ['a', 'b', 'c', 'd'].map((phone, id) => ({ id, phone, state: 'new' }));
		const taken = match(contacts, ['one', 'two', 'three'], 2);
		expect(taken.map(([id]) => id)).toEqual([0, 1]);
		expect(new Set(taken.map(([, seat]) => seat)).size).toBe(2);
		expect(match(contacts, [])).toEqual([]);
	});

	it('gives a contact its own agent, or leaves it until this agent is free', () => {
		const own = { id: 1, phone: 'a', state: 'callback at', seat_id: 'two' };
		expect(match([own], ['one', 'two'])).toEqual([[1, 'two']]);
		expect(match([own, { id: 2, phone: 'b', state: '' }], ['one'])).toEqual([[2, 'one']]);
	});

	it('takes nobody who is reached, closed, invalid or not to be called, and no number twice', () => {
		const states = ['reached', 'closed', 'invalid', 'do not call'].map((state, id) => ({ id, phone: state, state }));
		const twice = [1, 2].map((id) => ({ id: 10 + id, phone: 'same', state: 'resting' }));
		expect(match([...states, ...twice], ['one', 'two', 'three'])).toEqual([[11, expect.any(String)]]);
	});
});

describe('Agent Disposition Form', () => {
	const after = (Disposition: string, at = ''): Json => {
		const call = { direction: 'outbound', to: '+49302', from: '+49301', seatId: 'one', callUuid: 'u' };
		const settings = { time_zone: 'Europe/Berlin' };
		const others = {
			'Map Disposition': [{ ...call, settings }],
			'Filled In?': [{ Disposition, 'Call Back At': at }],
		};
		return (run('agent-disposition-form', 'Choose the State', { others }) as { json: Json }).json;
	};

	it.each([
		['Interested', { state: 'closed', result: 'yes', due_at: null }],
		['Not Interested', { state: 'closed', result: 'no', due_at: null, last_refusal_at: expect.any(String) }],
		['Wrong Contact', { state: 'invalid', due_at: null }],
		['Do Not Call', { state: 'do not call', do_not_call: true, due_at: null }],
	])('moves the contact after %s', (word, expected) => {
		expect(after(word)).toMatchObject({ phone: '+49302', call_uuid: 'u', ...expected });
	});

	it('plans a callback in the time zone of the settings, for the same agent', () => {
		const expected = { state: 'callback at', due_at: '2026-12-01T13:30:00.000Z', seat_id: 'one' };
		expect(after('Callback', ' 2026-12-01 14:30 ')).toMatchObject(expected);
		expect(Date.parse(String(after('Callback', 'tomorrow').due_at))).toBeGreaterThan(Date.now() + 86_000_000);
	});
});
