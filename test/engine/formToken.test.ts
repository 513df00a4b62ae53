/** A delivery of Asterisk, whose token is a field of the form: it proves the sender, and goes no further. */
import { liveTrigger } from './support/liveTrigger';

const SECRET = 'canary-event-secret';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const NODES = {
	'Call Event Trigger': {
		type: 'callEventTrigger',
		parameters: { events: ['completed'], options: { includeRaw: true } },
	},
};
const trigger = () => liveTrigger(NODES, { provider: 'asterisk', signingSecret: SECRET });

const bodyWith = (secret: string): Buffer =>
	Buffer.from(
		`event=completed&call_id=a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2&at=2026-06-04T09%3A14%3A52.110Z&leg=contact&direction=outbound&from=%2B12025551234&to=%2B4930123456789&cause=17&sip=SIP%20486%20Busy%20Here&state=Down&secret=${secret}`,
	);

it('takes the event with the token, and its raw payload holds the token no more', async () => {
	const answer = await trigger().request({ rawBody: bodyWith(SECRET), headers: FORM, mode: 'manual' });
	expect(answer).toMatchObject({ status: 200, items: [{ json: { event: 'completed', sipStatus: 486 } }] });
	expect(answer.items?.[0].json.raw).toMatchObject({ cause: '17' });
	expect(JSON.stringify(answer)).not.toContain(SECRET);
});

it('refuses another token', async () => {
	const answer = await trigger().request({ rawBody: bodyWith('wrong'), headers: FORM });
	expect(answer.status).toBe(401);
});
