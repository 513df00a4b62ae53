/** Each follow-up: the right contacts, no others, at the right times, on both sides of each boundary. */
import { randomUUID } from 'node:crypto';
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
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

describe('voicemail suppression', () => {
	let workflow: Workflow;
	let url: string;
	beforeAll(async () => {
		({ workflow, url } = await open('voicemail-suppression'));
	}, 60_000);

	it.each([
		['tags and suppresses a talk of 20 seconds', 20, 'voicemail-left'],
		['tags and suppresses a talk of 45 seconds', 45, 'voicemail-left'],
		['leaves a talk of 19 seconds alone', 19, undefined],
		['leaves a talk of 46 seconds alone', 46, undefined],
	])(
		'%s',
		async (_what, talk, tag) => {
			const call = endedCall({ endedAgo: 10, talk, to: freshNumber() });
			await told(url, call);
			await office.settle();
			const row = await contact(call.to);
			expect(row?.tag).toBe(tag);
			if (tag)
				expect(row?.suppress_until).toBe(new Date(Date.parse(String(call.ended_at)) + 48 * HOUR * 1000).toISOString());
		},
		60_000,
	);

	it('puts a contact back into the queue after 48 hours, not before', async () => {
		const over = endedCall({ endedAgo: 48 * HOUR + MINUTE, talk: 31, to: freshNumber() });
		const running = endedCall({ endedAgo: 48 * HOUR - 5 * MINUTE, talk: 31, to: freshNumber() });
		await told(url, over, running);
		await office.settle();
		expect(await office.run(workflow, 'Every Five Minutes')).toBe('success');
		expect([await contact(over.to), await contact(running.to)]).toMatchObject([
			{ tag: 'call-again', suppress_until: null },
			{ tag: 'voicemail-left' },
		]);
	}, 120_000);
});

describe('re-dial of a screened call', () => {
	let workflow: Workflow;
	let url: string;
	const screened = (ago: number, to: string, rest = {}) => endedCall({ endedAgo: ago, talk: 2, ring: 2, to, ...rest });
	const dialed = (to: string) => office.simulator.calls.filter((call) => call.to === to);
	beforeAll(async () => {
		({ workflow, url } = await open('redial-screened-call'));
	}, 60_000);

	it('calls from another number after a quarter of an hour, three attempts in all', async () => {
		const to = freshNumber();
		const from: string[] = ['+493023125001'];
		let callUuid = randomUUID() as string;
		for (let attempt = 1; attempt <= 3; attempt += 1) {
			await told(url, screened(15 * MINUTE + 10, to, { call_uuid: callUuid, from: from[from.length - 1] }));
			if (attempt === 3) break;
			const call = await soon(`Attempt ${attempt + 1}`, () => dialed(to)[attempt - 1]);
			callUuid = call.id;
			from.push(call.from);
		}
		const series = await soon('The end of the series', async () =>
			(await rowsOf('Redials', 'phone', to)).find(({ status }) => status === 'stopped'),
		);
		await office.settle();
		expect(dialed(to)).toHaveLength(2);
		expect(new Set(from).size).toBe(3);
		expect(series.status).toBe('stopped');
	}, 180_000);

	it('does not call before the quarter of an hour is over', async () => {
		const to = freshNumber();
		// With more than a minute left n8n puts the execution aside, which can be seen.
		await told(url, screened(13.5 * MINUTE, to));
		await soon('The series', async () => (await rowsOf('Redials', 'phone', to))[0]);
		await soon('An execution that waits', async () =>
			(await office.client.executions(workflow.id)).find(({ status }) => status === 'waiting'),
		);
		await office.settle();
		expect(dialed(to)).toEqual([]);
	}, 120_000);

	it('does not call whom nobody may call', async () => {
		const to = freshNumber();
		await office.insert('Contacts', [{ phone: to, do_not_call: true }]);
		await told(url, screened(16 * MINUTE, to));
		await soon('The end of the series', async () =>
			(await rowsOf('Redials', 'phone', to)).find(({ status }) => status === 'not to be called'),
		);
		expect(dialed(to)).toEqual([]);
	}, 120_000);
});

describe('SMS follow-up', () => {
	let url: string;
	const unanswered = (ago: number, to = freshNumber()) => endedCall({ endedAgo: ago, talk: 0, ring: 30, to });
	const texts = (to: string) => twilio.messages.filter((message) => message.to === to);
	const reply = async (from: string, body: string): Promise<number> => {
		const headers = { authorization: `Basic ${Buffer.from('twilio:secret-of-the-test').toString('base64')}` };
		return (
			await fetch(`${office.client.url}/webhook/sms-reply`, {
				method: 'POST',
				headers,
				body: new URLSearchParams({ From: from, Body: body }),
			})
		).status;
	};
	beforeAll(async () => {
		({ url } = await open('sms-follow-up'));
	}, 60_000);

	it.each([
		['first', MINUTE, 0],
		['second', DAY + 10, 1],
		['third', 3 * DAY + 10, 2],
	])(
		'keeps the %s message when Twilio is down, and goes on with it when it is run again',
		async (_which, ago, sent) => {
			const call = unanswered(ago);
			const outage = { status: 503, body: { code: 20503, message: 'Service unavailable', status: 503 } };
			office.doubles.replaceAnswers(twilio, outage, sent);
			await told(url, call);
			const problem = await soon('The problem', async () => (await rowsOf('Problems', 'call_uuid', call.call_uuid))[0]);
			expect(problem).toMatchObject({ workflow: 'SMS Follow-Up', problem: expect.any(String) });
			expect(texts(call.to)).toHaveLength(sent);
			office.doubles.replaceAnswers(twilio, undefined);
			const again = await office.client.importWorkflow(readWorkflow('run-problems-again.json'));
			expect(await office.run(again, 'Start by Hand')).toBe('success');
			await soon('The message', () => texts(call.to)[sent]);
			await office.settle();
			expect(texts(call.to)).toHaveLength(sent + 1);
			expect(await rowsOf('Problems', 'call_uuid', call.call_uuid)).toEqual([]);
		},
		120_000,
	);

	it.each([
		['one message at once', MINUTE, 1],
		['one, two minutes before the day is over', DAY - 2 * MINUTE, 1],
		['two after a day', DAY + 10, 2],
		['two, two minutes before three days are over', 3 * DAY - 2 * MINUTE, 2],
		['three after three days, and no more', 3 * DAY + 10, 3],
	])(
		'sends %s',
		async (_what, ago, count) => {
			const call = unanswered(ago);
			await told(url, call);
			await soon(`${count} messages`, () => texts(call.to).length >= count || undefined);
			await office.settle();
			expect(texts(call.to)).toHaveLength(count);
		},
		120_000,
	);

	it('tags the contact and sets the callback two business days after the call', async () => {
		const call = unanswered(MINUTE);
		await told(url, call);
		await office.settle();
		const callback = new Date(String(call.ended_at));
		for (let left = 2; left > 0;) {
			callback.setUTCDate(callback.getUTCDate() + 1);
			if (callback.getUTCDay() % 6 !== 0) left -= 1;
		}
		expect(await contact(call.to)).toMatchObject({ tag: 'call-attempt-1', callback_at: callback.toISOString() });
	}, 60_000);

	it('begins no second sequence while one runs', async () => {
		const first = unanswered(2 * HOUR);
		await told(url, first);
		await soon('The first message', () => texts(first.to)[0]);
		await told(url, unanswered(HOUR, first.to));
		await office.settle();
		expect(texts(first.to)).toHaveLength(1);
	}, 120_000);

	it('sends nothing after an answered or a busy call', async () => {
		const answered = endedCall({ endedAgo: MINUTE, talk: 60, to: freshNumber() });
		const busy = endedCall({
			endedAgo: MINUTE,
			talk: 0,
			to: freshNumber(),
			hangup_cause: 'user_busy',
			hangup_cause_code: 17,
		});
		await told(url, answered, busy);
		await office.settle();
		expect([texts(answered.to), texts(busy.to)]).toEqual([[], []]);
	}, 60_000);

	it('stops when the contact has answered a later call', async () => {
		const to = freshNumber();
		await told(url, endedCall({ endedAgo: HOUR, talk: 60, to }));
		await office.settle();
		await told(url, unanswered(3 * DAY + 10, to));
		await office.settle();
		expect(texts(to)).toHaveLength(1);
	}, 120_000);

	describe('a sequence that is under way', () => {
		const answers: Array<[what: string, text: string, doNotText: boolean | null]> = [
			['a reply', 'Tomorrow at ten, please', null],
			['STOP', ' stop ', true],
		];
		const numbers = answers.map(freshNumber);
		beforeAll(async () => {
			for (const to of numbers) await told(url, unanswered(DAY - 15, to));
			for (const to of numbers) await soon('The first message', () => texts(to)[0]);
			for (const [index, [, text]] of answers.entries()) expect(await reply(numbers[index], text)).toBe(200);
			// The second message is due within these 15 seconds, for which n8n keeps the execution running.
			await office.settle();
		}, 120_000);

		it.each(answers)('stops after %s', async (what, _text, doNotText) => {
			const to = numbers[answers.findIndex(([answer]) => answer === what)];
			expect(texts(to)).toHaveLength(1);
			expect(await contact(to)).toMatchObject({ do_not_text: doNotText, last_reply_at: expect.any(String) });
		});
	});

	it('never texts who has sent STOP before', async () => {
		const to = freshNumber();
		await reply(to, 'STOP');
		await soon('The note', async () => (await contact(to))?.do_not_text || undefined);
		await told(url, unanswered(MINUTE, to));
		await office.settle();
		expect(texts(to)).toEqual([]);
	}, 60_000);
});

describe('SMS follow-up over any HTTP gateway', () => {
	it('sends the same messages at the same times', async () => {
		const { url } = await open('sms-follow-up-http');
		const to = freshNumber();
		await office.insert('Contacts', [{ phone: to, name: 'Grace' }]);
		await told(url, endedCall({ endedAgo: 3 * DAY + 10, talk: 0, ring: 30, to }));
		await soon('The last message', () => gateway.messages[2]);
		await office.settle();
		expect(gateway.messages).toEqual([
			{ to, text: expect.stringMatching(/^Hello Grace, we have just tried to call you/) },
			{ to, text: expect.stringContaining('yesterday') },
			{ to, text: expect.stringContaining('our last message') },
		]);
	}, 120_000);
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
