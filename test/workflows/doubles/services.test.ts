import { createRetool } from '../../doubles/retool';
import { createSlack } from '../../doubles/slack';
import { createTwilio } from '../../doubles/twilio';
import { request } from './request';

describe('Retool', () => {
	const PATH = '/v1/workflows/00000000-0000-4000-8000-000000000007/startTrigger';
	const KEY = { 'x-workflow-api-key': 'retool_wk' };

	it('never empties what an earlier event told', () => {
		const double = createRetool({ apiKey: 'retool_wk' });
		double.answer(request('POST', PATH, KEY, { call_uuid: 'a', outcome: 'busy' }));
		double.answer(request('POST', PATH, KEY, { call_uuid: 'a', outcome: null, direction: 'outbound' }));
		expect([...double.rows.values()]).toEqual([{ call_uuid: 'a', outcome: 'busy', direction: 'outbound' }]);
	});

	it('refuses a wrong key', () => {
		expect(
			createRetool({ apiKey: 'retool_wk' }).answer(
				request('POST', PATH, { 'x-workflow-api-key': 'other' }, { call_uuid: 'a' }),
			).status,
		).toBe(401);
	});
});

describe('Twilio', () => {
	const PATH = '/2010-04-01/Accounts/AC1/Messages.json';
	const HEADERS = {
		authorization: `Basic ${Buffer.from('AC1:secret').toString('base64')}`,
		'content-type': 'application/x-www-form-urlencoded',
	};
	const send = (fields: Record<string, string>, headers = HEADERS) => {
		const double = createTwilio({ accountSid: 'AC1', authToken: 'secret' });
		double.optedOut.add('+12025550199');
		const { status, body } = double.answer({
			...request('POST', PATH, headers),
			body: new URLSearchParams(fields).toString(),
		});
		return { status, code: (body as { code?: number }).code, sent: double.messages.length };
	};

	it('takes a message', () => {
		expect(send({ From: '+12025550143', To: '+12025550144', Body: 'Hello' })).toEqual({
			status: 201,
			code: undefined,
			sent: 1,
		});
	});

	it.each([
		['a national number', { From: '+12025550143', To: '2025550144', Body: 'Hello' }, 21211],
		['no text', { From: '+12025550143', To: '+12025550144', Body: '' }, 21602],
		['who has sent STOP', { From: '+12025550143', To: '+12025550199', Body: 'Hello' }, 21610],
	])('refuses %s', (_what, fields, code) => {
		expect(send(fields)).toEqual({ status: 400, code, sent: 0 });
	});

	it('refuses a wrong token', () => {
		expect(
			send({ From: '+12025550143', To: '+12025550144', Body: 'Hello' }, { ...HEADERS, authorization: 'Basic x' }),
		).toMatchObject({ status: 401, sent: 0 });
	});
});

describe('Slack', () => {
	const post = (body: unknown, token = 'xoxb') => {
		const double = createSlack({ token: 'xoxb', channels: ['C1'] });
		return {
			answer: double.answer(request('POST', '/api/chat.postMessage', { authorization: `Bearer ${token}` }, body)).body,
			sent: double.messages.length,
		};
	};

	it('takes a message to a channel it knows', () => {
		expect(post({ channel: 'C1', text: 'Hello' })).toMatchObject({ answer: { ok: true }, sent: 1 });
	});

	it.each([
		['an unknown channel', { channel: 'C2', text: 'Hello' }, 'xoxb', 'channel_not_found'],
		['no text', { channel: 'C1', text: '' }, 'xoxb', 'no_text'],
		['a wrong token', { channel: 'C1', text: 'Hello' }, 'other', 'invalid_auth'],
	])('refuses %s', (_what, body, token, error) => {
		expect(post(body, token)).toEqual({ answer: { ok: false, error }, sent: 0 });
	});
});
