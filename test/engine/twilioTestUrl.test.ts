import twilio from 'twilio';
import { liveTrigger } from './support/liveTrigger';

const NODES = {
	'Call Event Trigger': { type: 'callEventTrigger', parameters: { events: ['completed'], options: {} } },
};

describe("Twilio's signature", () => {
	const TOKEN = 'auth token';
	const FIELDS = {
		CallSid: 'CA0123456789abcdef0123456789abcdef',
		CallStatus: 'completed',
		From: '+12025551234',
		To: '+4930123456789',
		CallDuration: '20',
	};
	const deliver = async (mode: 'manual' | 'webhook', signedUrl: string) =>
		await liveTrigger(NODES, { provider: 'twilio', accessToken: TOKEN, signingSecret: '' }).request({
			mode,
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				'x-twilio-signature': twilio.getExpectedTwilioSignature(TOKEN, signedUrl, FIELDS),
			},
			rawBody: Buffer.from(new URLSearchParams(FIELDS).toString()),
			originalUrl: new URL(signedUrl).pathname,
		});
	const TEST_URL = 'https://n8n.example/webhook-test/webhook-0/call-events';
	const URL_OF_PRODUCTION = 'https://n8n.example/webhook/webhook-0/call-events';

	it('is checked against the test URL while the editor listens', async () => {
		const { status, items } = await deliver('manual', TEST_URL);
		expect([status, items?.[0].json.callUuid]).toEqual([200, FIELDS.CallSid]);
	});

	it('for the production URL is refused at the test URL, and the other way round', async () => {
		expect((await deliver('manual', URL_OF_PRODUCTION)).status).toBe(401);
		expect((await deliver('webhook', TEST_URL)).status).toBe(401);
	});
});
