import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export const SIGNING_SECRET = 'bench-signing-secret';

/** The completed event of https://unlimcall.com/blog/webhooks-for-call-events-sip-trunk-crm/ ; only the call UUID differs. */
const payload = (callUuid: string): string =>
	JSON.stringify({
		event: 'call.completed',
		call_uuid: callUuid,
		from: '+12025551234',
		to: '+4930123456789',
		direction: 'outbound',
		initiated_at: '2026-06-04T09:14:22.000Z',
		answered_at: '2026-06-04T09:14:29.000Z',
		ended_at: '2026-06-04T09:17:45.000Z',
		duration_seconds: 196,
		hangup_cause: 'normal_clearing',
		hangup_cause_code: 16,
		seat_id: 'seat_0481ab',
		did_id: 'did_de_1092',
	});

export const newUuids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

interface Reply {
	status?: number;
	body: string;
}

/** Posts JSON, signed as UnlimCall does. */
async function post(agent: Agent, url: string, body: string): Promise<Reply> {
	return await new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
			'x-unlimcall-signature': createHmac('sha256', SIGNING_SECRET).update(body).digest('hex'),
		};
		const sent = request(url, { method: 'POST', agent, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (part: string) => (text += part));
			response.on('end', () => resolve({ status: response.statusCode, body: text }));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

const isTaken = ({ status }: Reply): boolean => status === 200;
const isRefused = ({ status }: Reply): boolean => status === 403;
const isDuplicate = ({ status, body }: Reply): boolean => status === 200 && body.includes('Duplicate');

async function deliver(
	urls: readonly string[],
	callUuids: readonly string[],
	connections: number,
	isRight: (reply: Reply) => boolean,
	answerTimes: number[] = [],
): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const queue = [...callUuids];
	const connection = async (): Promise<void> => {
		for (let uuid = queue.pop(); uuid !== undefined; uuid = queue.pop()) {
			const sentAt = performance.now();
			const reply = await post(agent, urls[queue.length % urls.length], payload(uuid));
			answerTimes.push(performance.now() - sentAt);
			if (!isRight(reply)) throw new Error(`n8n answered ${reply.status}: ${reply.body}`);
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
}

/**
 * Delivers one event for each UUID over a few connections, each of which waits for its answer before it sends again.
 * @param url one, or several that take turns
 * @param answerTimes gets how long each answer took, in ms
 */
export async function deliverAll(
	url: string | readonly string[],
	callUuids: readonly string[],
	connections = 4,
	answerTimes?: number[],
): Promise<void> {
	await deliver([url].flat(), callUuids, connections, isTaken, answerTimes);
}

/** Delivers events that were delivered before. Rejects unless the trigger says of each that it knows it. */
export async function repeatAll(url: string, callUuids: readonly string[], connections = 4): Promise<void> {
	await deliver([url], callUuids, connections, isDuplicate);
}

/** Delivers to a Webhook that does not allow this machine's address. */
export async function refuseAll(url: string, callUuids: readonly string[], connections = 4): Promise<void> {
	await deliver([url], callUuids, connections, isRefused);
}
