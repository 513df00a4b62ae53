import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export const SIGNING_SECRET = 'bench-signing-secret';

/** The seed's own completed event; only the call UUID differs. */
export const payload = (callUuid: string): string =>
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

function deliver(agent: Agent, url: string, body: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
			'x-unlimcall-signature': createHmac('sha256', SIGNING_SECRET).update(body).digest('hex'),
		};
		const sent = request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume();
			response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`n8n answered ${response.statusCode}`))));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

/** Delivers one event for each UUID over a few connections, each of which waits for its answer before it sends again. */
export async function deliverAll(url: string, callUuids: readonly string[], connections = 4): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const queue = [...callUuids];
	const connection = async (): Promise<void> => {
		for (let uuid = queue.pop(); uuid !== undefined; uuid = queue.pop()) await deliver(agent, url, payload(uuid));
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
}
