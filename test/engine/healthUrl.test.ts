/** What GET on the trigger's URL answers, in n8n's own webhook context. */
import { liveTrigger } from './support/liveTrigger';

const NODES = {
	'Call Event Trigger': { type: 'callEventTrigger', parameters: { events: ['completed'], options: {} } },
};
const withOptions = (options: object) => ({
	'Call Event Trigger': {
		...NODES['Call Event Trigger'],
		parameters: { events: ['completed'], options: { ...options } },
	},
});

describe('the health URL', () => {
	const ask = async (options: object, request: { authorization?: string; ip?: string } = {}) =>
		await liveTrigger(withOptions(options)).request({
			webhook: 'health',
			headers: { accept: 'application/json', ...(request.authorization && { authorization: request.authorization }) },
			ip: request.ip ?? '127.0.0.1',
		});

	it.each([
		['without a token in the node', {}, {}, 404],
		['without the token', { healthToken: 't0ken' }, {}, 401],
		['with another token', { healthToken: 't0ken' }, { authorization: 'Bearer other' }, 401],
		[
			'from an address that is not on the list',
			{ healthToken: 't0ken', allowedIps: '203.0.113.0/24' },
			{ authorization: 'Bearer t0ken' },
			403,
		],
	])('says nothing %s', async (_title, options, request, status) => {
		const answer = await ask(options, request);
		expect([answer.status, JSON.stringify(answer.json)]).toEqual([status, expect.not.stringContaining('inbox')]);
	});

	it('shows what is in the inbox', async () => {
		const trigger = liveTrigger(withOptions({ healthToken: 't0ken' }));
		await trigger.deliver('call-of-health');
		const { status, json } = await trigger.request({
			webhook: 'health',
			headers: { accept: 'application/json', authorization: 'Bearer t0ken' },
		});
		expect(status).toBe(200);
		expect(json).toMatchObject({
			inbox: { events: { waiting: 1, dead: 0 }, orphaned: 1 },
			total: { received: 1, refused: 0 },
			receiptMs: { p50: expect.any(Number) },
		});
	});

	it('sends a sample call to the editor that listens', async () => {
		const { items } = await liveTrigger(NODES).request({ webhook: 'health', mode: 'manual' });
		expect(items?.[0].json).toMatchObject({ event: 'completed', redelivered: false });
	});
});
