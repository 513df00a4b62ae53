/** Each follow-up: the right contacts, no others, at the right times, on both sides of each boundary. */
import type { Credential, DataTableRow, Workflow } from '../../../tooling/n8n/types';
import { waitUntil } from '../../../tooling/process/pause';
import { releaseAll } from '../../../tooling/process/release';
import { DEFAULT_NUMBERS } from '../../../simulator/numbers';
import { createSlack } from '../../doubles/slack';
import { createSmsGateway } from '../../doubles/smsGateway';
import { createTwilio } from '../../doubles/twilio';
import { deliver } from './support/calls';
import { openOffice, type Office } from './support/office';
import { endedCall, type EndedCall } from './support/payloads';
import { withSettings } from './support/withSettings';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const slack = createSlack({ token: 'xoxb-of-the-test', channels: ['C0MANAGERS', 'U0ADA'] });
const twilio = createTwilio({ accountSid: 'ACofTheTest', authToken: 'secret-of-the-test' });
const gateway = createSmsGateway({ host: 'sms.example.com', apiKey: 'key-of-the-test' });
let office: Office;
let credentials: Credential[];
let lastNumber = 0;

/** A Berlin number that nobody was called at before; the simulator answers it and hangs up at once. */
const freshNumber = (): string => `+4930232${String((lastNumber += 1)).padStart(3, '0')}07`;

async function told(url: string, ...calls: EndedCall[]): Promise<void> {
	for (const call of calls) {
		// Each event twice, as a trunk does that was answered too late.
		for (let copy = 0; copy < 2; copy += 1) expect(await deliver(url, call)).toBe(200);
	}
}

async function open(file: string): Promise<{ workflow: Workflow; url: string }> {
	const workflow = await office.open(file, credentials);
	return { workflow, url: office.urlOf(workflow) };
}

const soon = async <T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> =>
	await waitUntil(what, ask, 60_000);
const rowsOf = async (table: string, column: string, value: string): Promise<DataTableRow[]> =>
	(await office.rows(table)).filter((row) => row[column] === value);
const contact = async (phone: string): Promise<DataTableRow | undefined> =>
	(await rowsOf('Contacts', 'phone', phone))[0];

beforeAll(async () => {
	const numbers = [
		...DEFAULT_NUMBERS,
		{ id: 'did_de_1093', number: '+493023125002', country: 'DE' },
		{ id: 'did_de_1094', number: '+493023125003', country: 'DE' },
	];
	office = await openOffice([slack, twilio, gateway], { numbers });
	credentials = await Promise.all([
		office.client.createCredential('slackApi', 'Slack', { accessToken: 'xoxb-of-the-test' }),
		office.client.createCredential('twilioApi', 'Twilio', {
			authType: 'authToken',
			accountSid: 'ACofTheTest',
			authToken: 'secret-of-the-test',
		}),
		office.client.createCredential('httpHeaderAuth', 'SMS Gateway Key', {
			name: 'X-Api-Key',
			value: 'key-of-the-test',
		}),
		office.client.createCredential('httpBasicAuth', 'SMS Replies', { user: 'twilio', password: 'secret-of-the-test' }),
	]);
	await office.insert('Agents', [{ seat_id: 'seat_0481ab', name: 'Ada', slack_id: 'U0ADA' }]);
}, 300_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

describe('manager review', () => {
	let url: string;
	const reviews = async (call: EndedCall) => await rowsOf('Manager Reviews', 'call_uuid', call.call_uuid);
	const messages = (call: EndedCall) =>
		slack.messages.filter(({ channel, text }) => channel === 'C0MANAGERS' && text.includes(call.call_uuid));
	beforeAll(async () => {
		({ url } = await open('manager-review'));
	}, 60_000);

	it('asks once for a call that ended 5:10 ago, and not yet for one that ended two minutes ago', async () => {
		const due = endedCall({ endedAgo: 5 * MINUTE + 10, talk: 196 });
		const early = endedCall({ endedAgo: 2 * MINUTE, talk: 196 });
		await told(url, early, due);
		await soon('The review', async () =>
			(await reviews(due)).length > 0 && messages(due).length > 0 ? true : undefined,
		);
		expect([await reviews(due), messages(due)].map(({ length }) => length)).toEqual([1, 1]);
		expect([await reviews(early), messages(early)]).toEqual([[], []]);
	}, 120_000);

	it('does not ask at 4:50, and does at 5:00', async () => {
		const call = endedCall({ endedAgo: 5 * MINUTE - 10, talk: 196 });
		const dueAt = Date.parse(String(call.ended_at)) + 5 * MINUTE * 1000;
		await told(url, call);
		const review = await soon('The review', async () => (await reviews(call))[0]);
		expect(Date.parse(String(review.createdAt))).toBeGreaterThanOrEqual(dueAt);
	}, 120_000);

	it('leaves out the call that the agent has commented on, the short one and the unanswered one', async () => {
		const commented = endedCall({ endedAgo: 6 * MINUTE, talk: 196 });
		const short = endedCall({ endedAgo: 6 * MINUTE, talk: 15 });
		const unanswered = endedCall({ endedAgo: 6 * MINUTE, talk: 0 });
		const due = endedCall({ endedAgo: 6 * MINUTE, talk: 196 });
		await office.insert('Call Records', [{ call_uuid: commented.call_uuid, agent_disposition: 'Interested' }]);
		await told(url, commented, short, unanswered, due);
		await soon('The review of the last one', async () => (await reviews(due))[0]);
		await office.settle();
		for (const call of [commented, short, unanswered]) expect(await reviews(call)).toEqual([]);
	}, 120_000);
});

/** A time zone of whole hours in which it is now that hour; the names of these zones have the sign the other way round. */
const zoneAtHour = (hour: number): string => {
	const offset = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
	return offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
};
/** A contact with a German mobile number that has consented and is awake. */
const mobile = (rest: DataTableRow = {}): DataTableRow & { phone: string } => ({
	phone: `+4915112${String((lastNumber += 1)).padStart(6, '0')}`,
	name: 'Grace',
	consent: 'express',
	time_zone: zoneAtHour(12),
	state: 'in progress',
	...rest,
});
const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const TEXTING = { allowed_countries: 'DE, US', own_hours: 'Mon-Sun 08:00-20:00' };

describe('SMS follow-up', () => {
	let states: string;
	let inbound: string;
	let texting: Workflow;
	const textsTo = (phone: string): string[] => twilio.messages.filter(({ to }) => to === phone).map(({ body }) => body);
	const reply = async (from: string, body: string): Promise<number> => {
		const headers = { authorization: `Basic ${Buffer.from('twilio:secret-of-the-test').toString('base64')}` };
		const fields = new URLSearchParams({ From: from, Body: body });
		const url = `${office.client.url}/webhook/sms-reply`;
		return (await fetch(url, { method: 'POST', headers, body: fields })).status;
	};
	/** Sends what is due, one text a minute. */
	const send = async (): Promise<void> => {
		for (let minute = 0; minute < 4; minute += 1) expect(await office.run(texting, 'Every Minute')).toBe('success');
		await office.settle();
	};
	beforeAll(async () => {
		({ url: states } = await open('contact-state'));
		({ url: inbound } = await open('inbound-callback'));
		await open('sms-replies');
		texting = await office.client.importWorkflow(withSettings('sms-follow-up', TEXTING), [
			office.trunk,
			...credentials,
		]);
	}, 120_000);

	it('texts a known contact after an outbound call without an answer, and nobody else', async () => {
		const unanswered = mobile();
		const answered = mobile();
		const busy = mobile();
		const stranger = mobile();
		const landline = mobile({ phone: freshNumber() });
		const abroad = mobile({ phone: '+447400123456' });
		const optedOut = mobile({ do_not_text: true });
		await office.insert('Contacts', [unanswered, answered, busy, landline, abroad, optedOut]);
		const noAnswer = { endedAgo: MINUTE, talk: 0, ring: 30 };
		const silent = [unanswered, stranger, landline, abroad, optedOut].map(({ phone }) =>
			endedCall({ ...noAnswer, to: phone }),
		);
		await told(
			states,
			...silent,
			endedCall({ endedAgo: MINUTE, talk: 60, to: answered.phone }),
			endedCall({ ...noAnswer, to: busy.phone, hangup_cause: 'user_busy', hangup_cause_code: 17 }),
		);
		await office.settle();
		await send();
		await send();
		expect(twilio.messages).toEqual([
			expect.objectContaining({
				to: unanswered.phone,
				body: expect.stringMatching(/^Hello Grace, we have just tried/),
			}),
		]);
		expect(await contact(unanswered.phone)).toMatchObject({ texts_sent: 1, state: 'resting', tag: 'call-attempt-1' });
		expect(await contact(landline.phone)).toMatchObject({ note: expect.stringContaining('not a valid mobile number') });
	}, 120_000);

	it('sends the second and the third text when they are due, and no fourth', async () => {
		const second = mobile({ texts_sent: 1, text_due_at: ago(5) });
		const third = mobile({ texts_sent: 2, text_due_at: ago(5) });
		const early = mobile({ texts_sent: 1, text_due_at: ago(-HOUR) });
		await office.insert('Contacts', [second, third, early]);
		await send();
		expect([second, third, early].map(({ phone }) => textsTo(phone))).toEqual([
			[expect.stringContaining('yesterday')],
			[expect.stringContaining('our last message')],
			[],
		]);
		expect(await contact(third.phone)).toMatchObject({ texts_sent: 3, text_due_at: null });
		const due = Date.parse(String((await contact(second.phone))?.text_due_at));
		expect(Math.round((due - Date.now()) / (DAY * 1000))).toBe(2);
	}, 120_000);

	it('waits at night', async () => {
		const asleep = mobile({ text_due_at: ago(5), time_zone: zoneAtHour(3) });
		await office.insert('Contacts', [asleep]);
		await send();
		expect(textsTo(asleep.phone)).toEqual([]);
		const due = Date.parse(String((await contact(asleep.phone))?.text_due_at));
		expect(due).toBeGreaterThan(Date.now() + 4 * HOUR * 1000);
		expect(due).toBeLessThanOrEqual(Date.now() + 5 * HOUR * 1000);
	}, 60_000);

	it('sends no more texts a day than it may', async () => {
		const [one, other] = [mobile({ text_due_at: ago(9) }), mobile({ text_due_at: ago(8) })];
		await office.insert('Contacts', [one, other]);
		const today = (await office.rows('Contacts')).filter(({ last_text_at }) => last_text_at).length;
		const file = withSettings('sms-follow-up', { ...TEXTING, texts_per_day: today + 1 });
		const capped = await office.client.importWorkflow(file, [office.trunk, ...credentials]);
		for (let run = 0; run < 2; run += 1) expect(await office.run(capped, 'Every Minute')).toBe('success');
		expect([one, other].map(({ phone }) => textsTo(phone).length)).toEqual([1, 0]);
	}, 60_000);

	it('keeps a text that Twilio refuses for another hour', async () => {
		const who = mobile({ texts_sent: 1, text_due_at: ago(5) });
		await office.insert('Contacts', [who]);
		office.doubles.replaceAnswers(twilio, { status: 503, body: { code: 20503, message: 'Service unavailable' } });
		await send();
		office.doubles.replaceAnswers(twilio, undefined);
		expect(await contact(who.phone)).toMatchObject({ texts_sent: 1, note: expect.stringMatching(/^Text not sent/) });
		const due = Date.parse(String((await contact(who.phone))?.text_due_at));
		expect(Math.round((due - Date.now()) / (MINUTE * 1000))).toBe(60);
	}, 60_000);

	it.each(['STOP', ' stop. ', 'Opt-Out!', 'Un-subscribe', 'Please stop texting me', 'End', 'do not text me'])(
		'takes “%s” for an opt-out',
		async (text) => {
			const who = mobile({ text_due_at: ago(-DAY) });
			await office.insert('Contacts', [who]);
			expect(await reply(who.phone, text)).toBe(200);
			await soon('The note', async () => (await contact(who.phone))?.last_reply_at ?? undefined);
			expect(await contact(who.phone)).toMatchObject({ do_not_text: true, text_due_at: null });
		},
		60_000,
	);

	it('ends the series after any other reply, and texts on request again', async () => {
		const who = mobile({ text_due_at: ago(-DAY) });
		const again = mobile({ do_not_text: true });
		await office.insert('Contacts', [who, again]);
		await reply(who.phone, 'Tomorrow at ten at the weekend, please');
		await reply(again.phone, 'Start');
		await soon(
			'The notes',
			async () =>
				((await contact(who.phone))?.last_reply_at && (await contact(again.phone))?.last_reply_at) || undefined,
		);
		expect(await contact(who.phone)).toMatchObject({ do_not_text: null, text_due_at: null });
		expect(await contact(again.phone)).toMatchObject({ do_not_text: false });
	}, 60_000);

	it('sets the redial of a contact who calls in aside, and tells the last agent', async () => {
		const who = mobile({ name: '<!channel> & co', state: 'resting', due_at: ago(-DAY), last_seat_id: 'seat_0481ab' });
		await office.insert('Contacts', [who]);
		const call = endedCall({ endedAgo: 0, talk: 60, direction: 'inbound', from: who.phone, to: '+493023125001' });
		const { ended_at: _end, duration_seconds: _duration, ...live } = call;
		await told(inbound, { ...live, event: 'call.initiated' } as EndedCall);
		await office.settle();
		expect(await contact(who.phone)).toMatchObject({ state: 'reached', due_at: null });
		expect(slack.messages.filter(({ text }) => text.includes(who.phone))).toEqual([
			expect.objectContaining({ channel: 'U0ADA', text: `Calling in now: &lt;!channel&gt; &amp; co, ${who.phone}` }),
		]);
	}, 60_000);

	it('calls and texts a known contact back after a missed call, once a day, and no stranger', async () => {
		const who = mobile({ state: 'resting', due_at: ago(-DAY) });
		const never = mobile({ state: 'do not call', do_not_call: true });
		const stranger = mobile();
		await office.insert('Contacts', [who, never]);
		const missed = (from: string) =>
			endedCall({ endedAgo: 0, talk: 0, ring: 20, direction: 'inbound', from, to: '+493023125001' });
		for (let copy = 0; copy < 2; copy += 1) {
			await told(inbound, missed(who.phone), missed(never.phone), missed(stranger.phone));
			await office.settle();
			await send();
		}
		expect([who, never, stranger].map(({ phone }) => textsTo(phone))).toEqual([
			[expect.stringContaining('sorry that we missed your call')],
			[],
			[],
		]);
		expect(await contact(who.phone)).toMatchObject({
			state: 'callback at',
			due_at: expect.any(String),
			text_due_at: null,
		});
		expect(await contact(never.phone)).toMatchObject({ state: 'do not call', due_at: null });
		expect(await contact(stranger.phone)).toBeUndefined();
	}, 120_000);
});

describe('SMS follow-up over any HTTP gateway', () => {
	it('sends the same text', async () => {
		const who = mobile({ text_due_at: ago(5) });
		await office.insert('Contacts', [who]);
		const file = withSettings('sms-follow-up-http', { ...TEXTING, texts_per_day: 1_000 });
		const workflow = await office.client.importWorkflow(file, [office.trunk, ...credentials]);
		for (let minute = 0; minute < 4; minute += 1) expect(await office.run(workflow, 'Every Minute')).toBe('success');
		expect(gateway.messages.filter(({ to }) => to === who.phone)).toEqual([
			{ to: who.phone, text: expect.stringMatching(/^Hello Grace, we have just tried to call you/) },
		]);
	}, 120_000);
});

describe('speed to lead', () => {
	const berlinHour = Number(
		new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' }).format(),
	);
	const later = `Mon-Sun ${String((berlinHour + 3) % 23).padStart(2, '0')}:00-${String(((berlinHour + 3) % 23) + 1).padStart(2, '0')}:00`;
	async function fillIn(lead: Workflow, phone: string): Promise<void> {
		const form = new FormData();
		form.set('field-0', 'Grace Hopper');
		form.set('field-1', phone);
		form.set('field-2', '["You may call me about my request"]');
		const id = lead.nodes.find(({ name }) => name === 'Lead Form')?.webhookId;
		const url = `${office.client.url}/form/${id}`;
		await soon('The form', async () => ((await fetch(url)).status === 200 ? true : undefined));
		expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200);
	}

	it('plans a lead outside the hours, and calls one inside them before all others', async () => {
		const [asleep, awake, waiting] = [freshNumber(), freshNumber(), freshNumber()].map((phone) =>
			phone.replace(/07$/, '10'),
		);
		const lead = async (own_hours: string, dialer = '') =>
			await office.open(
				withSettings('speed-to-lead', {
					allowed_countries: 'DE',
					default_country: 'DE',
					own_hours,
					dialer_workflow_id: dialer,
				}),
				credentials,
			);
		const closed = await lead(later);
		await fillIn(closed, asleep);
		const planned = await soon('The planned lead', async () => await contact(asleep));
		expect(Date.parse(String(planned.due_at))).toBeGreaterThan(Date.now());
		await office.close(closed);

		const file = withSettings('campaign-dialer', {
			allowed_countries: 'DE',
			caller_ids: [{ number: '+493023125001', country: 'DE' }],
			own_hours: 'Mon-Sun 00:00-24:00',
		});
		// Only the lead starts it.
		const nodes = file.nodes.filter(({ name }) => name !== 'Every Minute');
		const { 'Every Minute': _schedule, ...connections } = file.connections;
		const dialer = await office.open({ ...file, nodes, connections });
		await office.insert('Contacts', [{ phone: waiting, state: 'new', due_at: ago(DAY), consent: 'express' }]);
		const open = await lead('Mon-Sun 00:00-24:00', dialer.id);
		await fillIn(open, awake);
		const call = await soon('The call', () => office.simulator.calls.find(({ to }) => to === awake));
		expect(call.agent).toBe('seat_0481ab');
		await office.settle();
		expect(office.simulator.calls.filter(({ to }) => [asleep, waiting].includes(to))).toEqual([]);
		expect(await contact(awake)).toMatchObject({
			state: 'in progress',
			attempts: 1,
			name: 'Grace Hopper',
			consent: 'express',
		});
	}, 180_000);
});

describe('agent disposition form', () => {
	let url: string;
	beforeAll(async () => {
		({ url } = await open('agent-disposition-form'));
	}, 60_000);
	const links = (call: EndedCall) =>
		slack.messages
			.filter(({ channel, text }) => channel === 'U0ADA' && text.includes(call.to) && text.includes('form-waiting'))
			.map(({ text }) => (/https?:\S+/.exec(text) as RegExpExecArray)[0]);

	/** n8n never answers who opens the link before the execution waits, as it does not at the moment of the message. */
	async function pageAt(link: string): Promise<string> {
		return await soon(
			'The form',
			async () =>
				await fetch(link, { signal: AbortSignal.timeout(3_000) }).then(
					async (answer) => await answer.text(),
					() => undefined,
				),
		);
	}

	async function fillIn(link: string): Promise<number> {
		const form = new FormData();
		['Connected', '196', 'Interested', 'Asked for the offer', 'Send the offer'].forEach((value, index) =>
			form.set(`field-${index}`, value),
		);
		return (await fetch(link, { method: 'POST', body: form })).status;
	}

	it.each([
		['after', true],
		['before', false],
	])(
		'joins the record that is written %s',
		async (_when, agentIsFirst) => {
			const call = endedCall({ endedAgo: 5, talk: 196, to: freshNumber() });
			const machine = { call_uuid: call.call_uuid, outcome: 'connected', duration_seconds: 196 };
			await told(url, call);
			const [link, ...more] = await soon('The link', () => (links(call).length > 0 ? links(call) : undefined));
			expect(more).toEqual([]);
			if (!agentIsFirst) await office.insert('Call Records', [machine]);
			expect(await pageAt(link)).toMatch(/value="Connected"[\s\S]*value="196"/);
			expect(await fillIn(link)).toBe(200);
			const [record, ...others] = await soon('The record', async () => {
				const rows = await rowsOf('Call Records', 'call_uuid', call.call_uuid);
				return rows.some(({ agent_disposition }) => agent_disposition) ? rows : undefined;
			});
			expect(others).toEqual([]);
			expect(record).toMatchObject({
				agent_disposition: 'Interested',
				agent_notes: 'Asked for the offer',
				agent_next_step: 'Send the offer',
				agent_id: 'Ada',
				...(!agentIsFirst && machine),
			});
		},
		120_000,
	);
});

describe('screen pop', () => {
	it('shows the contact to the agent of the seat, once, and only when the call is answered', async () => {
		const { url } = await open('screen-pop');
		const to = freshNumber();
		await office.insert('Contacts', [{ phone: to, name: 'Grace Hopper', contact_id: 'contact-7', country: 'DE' }]);
		const { ended_at: _end, duration_seconds: _duration, ...call } = endedCall({ endedAgo: 0, talk: 1, to });
		await told(
			url,
			{ ...call, event: 'call.initiated' } as EndedCall,
			{ ...call, event: 'call.answered' } as EndedCall,
		);
		await office.settle();
		const pops = slack.messages.filter(({ text }) => text.startsWith('On the line') && text.includes(to));
		expect(pops).toEqual([
			expect.objectContaining({ channel: 'U0ADA', text: expect.stringContaining('Grace Hopper') }),
		]);
	}, 120_000);
});
