import { createHmac } from 'node:crypto';
import TelnyxClient from 'telnyx';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import type { GivenOptions } from '../../simulator/options';
import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { startEventReceiver, until, type EventReceiver, type Received } from '../trunk/eventReceiver';

let simulator: Simulator;
let receiver: EventReceiver;
afterEach(async () => {
	await simulator.stop();
	await receiver.stop();
});

/** A simulator whose account webhook is a receiver for this trunk. */
async function start(id: string, options: GivenOptions = {}): Promise<void> {
	simulator = await startSimulator({ timeScale: 1000, ...options });
	receiver = await startEventReceiver(simulator.credentials[id]);
	simulator.setWebhook(receiver.url);
}

const post = async (
	url: string,
	authorization: string,
	body: string,
	contentType = 'application/json',
): Promise<void> => {
	const response = await fetch(url, { method: 'POST', headers: { authorization, 'content-type': contentType }, body });
	if (!response.ok) throw new Error(await response.text());
};

const dial = async (lastDigits: string): Promise<void> =>
	await post(
		`${simulator.baseUrls.unlimCall}/calls`,
		`Bearer ${DEFAULT_OPTIONS.accessToken}`,
		JSON.stringify({ from: '+12025550143', to: `+49301234567${lastDigits}` }),
	);

const names = (): string[] =>
	receiver.received.map(({ reading }) => (reading.kind === 'event' ? reading.event.event : reading.kind));
const isQuiet = (): boolean =>
	simulator.calls.every(({ state }) => state === 'completed') &&
	simulator.deliveries.every(({ state }) => state !== 'pending');

/** Quiet, and no delivery on its way that a delay still holds back. */
async function settled(deliveries: number): Promise<void> {
	await until(() => simulator.deliveries.length === deliveries && isQuiet());
}

test('signs the raw body with HMAC-SHA256 in hex', async () => {
	await start('unlimCall');
	await dial('05');
	await settled(2);
	for (const { rawBody, headers } of receiver.received) {
		expect(headers['x-unlimcall-signature']).toBe(
			createHmac('sha256', DEFAULT_OPTIONS.signingSecret).update(rawBody).digest('hex'),
		);
	}
});

test('signs in another header when it is told to', async () => {
	await start('unlimCall', { signatureHeader: 'X-Other' });
	await dial('05');
	await settled(2);
	expect(receiver.received[0].headers['x-other']).toMatch(/^[0-9a-f]{64}$/);
	expect(receiver.received[0].headers['x-unlimcall-signature']).toBeUndefined();
});

test('retries three times and then gives up, logging every attempt', async () => {
	await start('unlimCall', { timeScale: 10_000 });
	receiver.answers.push(...Array<number>(100).fill(503));
	await dial('05');
	await settled(2);
	expect(simulator.deliveries.map(({ state, attempts }) => [state, attempts.map(({ status }) => status)])).toEqual([
		['failed', [503, 503, 503, 503]],
		['failed', [503, 503, 503, 503]],
	]);
});

test('keeps the schedule of 30 s, 2 min and 10 min on the simulated clock', async () => {
	await start('unlimCall', { timeScale: 1000 });
	receiver.answers.push(...Array<number>(6).fill(500));
	await dial('05');
	await settled(2);
	for (const { attempts } of simulator.deliveries) {
		const times = attempts.map(({ at }) => Date.parse(at));
		expect(times).toHaveLength(4);
		// A timer may fire a millisecond early, and at this scale a simulated second is one.
		[30, 120, 600].forEach((ms, index) => expect(times[index + 1] - times[index]).toBeGreaterThanOrEqual(ms - 2));
	}
});

test('stops retrying as soon as it is answered with 2xx', async () => {
	await start('unlimCall', { timeScale: 10_000 });
	receiver.answers.push(500, 200, 200);
	await dial('05');
	await settled(2);
	expect(simulator.deliveries.map(({ attempts }) => attempts.length).sort()).toEqual([1, 2]);
	expect(simulator.deliveries.every(({ state }) => state === 'delivered')).toBe(true);
});

test('logs a receiver that is not there', async () => {
	await start('unlimCall', { timeScale: 10_000 });
	simulator.setWebhook('http://127.0.0.1:9/');
	await dial('05');
	await settled(2);
	expect(simulator.deliveries[0]).toMatchObject({
		state: 'failed',
		attempts: Array(4).fill({ error: 'ECONNREFUSED' }),
	});
});

test('delivers each event as often as it is told to', async () => {
	await start('unlimCall', { duplicates: 3 });
	await dial('89');
	await settled(9);
	expect(names().sort()).toEqual([
		...Array<string>(3).fill('answered'),
		...Array<string>(3).fill('completed'),
		...Array<string>(3).fill('initiated'),
	]);
});

test('the duplicate-delivery scenario delivers twice', async () => {
	await start('unlimCall');
	await dial('10');
	await settled(6);
	expect(receiver.received.filter(({ rawBody }) => rawBody.equals(receiver.received[0].rawBody))).toHaveLength(2);
});

test('the out-of-order scenario delivers the end first', async () => {
	await start('unlimCall');
	await dial('11');
	await settled(3);
	expect(names()).toEqual(['completed', 'answered', 'initiated']);
});

test('a seed decides the order, and repeats it', async () => {
	const orders: string[][] = [];
	for (const shuffleSeed of [1, 1, 4]) {
		await start('unlimCall', { shuffleSeed });
		await dial('89');
		await settled(3);
		orders.push(names());
		await simulator.stop();
		await receiver.stop();
	}
	expect(orders[0]).toEqual(orders[1]);
	expect(new Set(orders.map(String)).size).toBe(2);
	await start('unlimCall');
});

test('echoes what was sent along only when it is told to', async () => {
	await start('unlimCall', { echo: true });
	await post(
		`${simulator.baseUrls.unlimCall}/calls`,
		`Bearer ${DEFAULT_OPTIONS.accessToken}`,
		JSON.stringify({ from: '+12025550143', to: '+4930123456705', client_reference: 'r', contact_id: 'c' }),
	);
	await settled(2);
	expect(JSON.parse(receiver.received[0].rawBody.toString())).toMatchObject({ client_reference: 'r', contact_id: 'c' });
});

describe("the vendors' own libraries accept what it signs", () => {
	test('Telnyx: Ed25519 over timestamp and body', async () => {
		await start('telnyx');
		const { telnyxConnectionId, accessToken, signingSecret } = simulator.credentials.telnyx as Record<string, string>;
		await post(
			`${simulator.baseUrls.telnyx}/calls`,
			`Bearer ${accessToken}`,
			JSON.stringify({ connection_id: telnyxConnectionId, from: '+12025550143', to: '+4930123456705' }),
		);
		await settled(2);
		const client = new TelnyxClient({ apiKey: 'unused', publicKey: signingSecret });
		const [{ rawBody, headers }] = receiver.received;
		await expect(
			client.webhooks.unwrap(rawBody.toString(), { headers: headers as Record<string, string> }),
		).resolves.toMatchObject({ data: { event_type: 'call.initiated' } });
		await expect(
			client.webhooks.unwrap(`${rawBody.toString()} `, { headers: headers as Record<string, string> }),
		).rejects.toThrow();
	});

	test('Twilio: HMAC-SHA1 over URL and sorted parameters', async () => {
		await start('twilio');
		const { accessToken, twilioAccountSid } = simulator.credentials.twilio as Record<string, string>;
		const StatusCallback = `${receiver.url}?clientReference=a%26b&contactId=c`;
		const form = new URLSearchParams({
			From: '+12025550143',
			To: '+4930123456705',
			Twiml: '<Response/>'.replace('/>', '></Response>'),
			StatusCallback,
		});
		const authorization = `Basic ${Buffer.from(`${twilioAccountSid}:${accessToken}`).toString('base64')}`;
		await post(
			`${simulator.baseUrls.twilio}/2010-04-01/Accounts/${twilioAccountSid}/Calls.json`,
			authorization,
			form.toString(),
			'application/x-www-form-urlencoded',
		);
		await settled(1);
		const [{ rawBody, headers }]: Received[] = receiver.received;
		const fields = Object.fromEntries(new URLSearchParams(rawBody.toString()));
		expect(validateRequest(accessToken, String(headers['x-twilio-signature']), StatusCallback, fields)).toBe(true);
		expect(
			validateRequest(accessToken, String(headers['x-twilio-signature']), StatusCallback, {
				...fields,
				CallStatus: 'busy',
			}),
		).toBe(false);
	});
});
