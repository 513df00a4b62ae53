import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { pause } from '../process/pause';
import type { Delivery } from './historyChecker';

export const SIGNING_SECRET = 'test-signing-secret';

export type EventName = 'initiated' | 'ringing' | 'answered' | 'completed';

export interface Answer extends Delivery {
	status: number | 'unknown';
	answeredAfterMs: number;
	/** The sentence in the answer's body; empty when the event was taken. */
	message: string;
}

interface DeliverOptions {
	event?: EventName;
	/** How long the sender waits before it hangs up; then the status is `unknown`. */
	timeoutMs?: number;
	signature?: string;
	/** Laid over the payload. */
	changes?: Record<string, unknown>;
}

export interface Trunk {
	/** Every delivery with its answer, in the order of the answers. */
	readonly deliveries: Answer[];
	deliver(url: string, callUuid: string, options?: DeliverOptions): Promise<Answer>;
	/** As providers do: again and again until the answer is 2xx. */
	deliverUntilAcknowledged(
		url: string,
		callUuid: string,
		options?: DeliverOptions & { pausesMs?: readonly number[] },
	): Promise<Answer>;
	close(): void;
}

const TIMES: Record<EventName, Record<string, string>> = {
	initiated: { initiated_at: '2026-06-04T09:14:22.000Z' },
	ringing: { initiated_at: '2026-06-04T09:14:22.000Z' },
	answered: { initiated_at: '2026-06-04T09:14:22.000Z', answered_at: '2026-06-04T09:14:29.000Z' },
	completed: {
		initiated_at: '2026-06-04T09:14:22.000Z',
		answered_at: '2026-06-04T09:14:29.000Z',
		ended_at: '2026-06-04T09:17:45.000Z',
	},
};
const ENDING = { duration_seconds: 196, hangup_cause: 'normal_clearing', hangup_cause_code: 16 };

/** The call that UnlimCall publishes. */
const payload = (callUuid: string, event: EventName, changes: Record<string, unknown>): string =>
	JSON.stringify({
		event: `call.${event}`,
		call_uuid: callUuid,
		from: '+12025551234',
		to: '+4930123456789',
		direction: 'outbound',
		...TIMES[event],
		...(event === 'completed' && ENDING),
		seat_id: 'seat_0481ab',
		did_id: 'did_de_1092',
		...changes,
	});

/** What n8n answers any request with, and with 200, until its database is up to date. */
const STARTING = 'n8n is starting up. Please wait';

const messageOf = (body: string): string => {
	try {
		return String((JSON.parse(body) as { message?: unknown }).message ?? '');
	} catch {
		return body;
	}
};

export const keyOf = (callUuid: string, event: string = 'completed'): string => `${callUuid}:${event}`;
export const newUuids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

const DEFAULT_TIMEOUT_MS = 30_000;
/** Intellicall's schedule of 1 s, 2 s, 4 s and so on, ten times as fast, and patient enough for a restart of n8n. */
const PAUSES_MS: readonly number[] = [100, 200, 400, 800, ...Array<number>(100).fill(1_600)];

/** The sending side of a trunk: signs, delivers, and keeps a record of what it was answered. */
export function openTrunk(): Trunk {
	// A connection each for simultaneous deliveries; a queue in the sender would make them come one after the other.
	const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
	const deliveries: Answer[] = [];

	const deliver: Trunk['deliver'] = async (
		url,
		callUuid,
		{ event = 'completed', timeoutMs = DEFAULT_TIMEOUT_MS, signature, changes = {} } = {},
	) => {
		const body = payload(callUuid, event, changes);
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
			'x-unlimcall-signature': signature ?? createHmac('sha256', SIGNING_SECRET).update(body).digest('hex'),
		};
		const at = Date.now();
		const { status: sent, text } = await send(agent, url, headers, body, timeoutMs);
		// As behind the proxy of docs/queue-mode, which no sender can do without: see docs/queue-mode.md.
		const status = text === STARTING ? 503 : sent;
		const answer: Answer = {
			key: keyOf(callUuid, event),
			at,
			status,
			answeredAfterMs: Date.now() - at,
			message: messageOf(text),
		};
		deliveries.push(answer);
		return answer;
	};
	return {
		deliveries,
		deliver,
		async deliverUntilAcknowledged(url, callUuid, { pausesMs = PAUSES_MS, ...options } = {}) {
			for (const pauseMs of pausesMs) {
				const answer = await deliver(url, callUuid, options);
				if (typeof answer.status === 'number' && answer.status < 300) return answer;
				await pause(pauseMs);
			}
			return await deliver(url, callUuid, options);
		},
		close: () => agent.destroy(),
	};
}

type Reply = { status: number | 'unknown'; text: string };

async function send(
	agent: Agent,
	url: string,
	headers: Record<string, string | number>,
	body: string,
	timeoutMs: number,
): Promise<Reply> {
	return await new Promise((resolve) => {
		const sent = request(url, { method: 'POST', agent, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (part: string) => (text += part));
			response.on('end', () => done({ status: response.statusCode as number, text }));
		});
		const hangUp = setTimeout(() => sent.destroy(new Error('The sender hung up.')), timeoutMs);
		const done = (reply: Reply): void => {
			clearTimeout(hangUp);
			resolve(reply);
		};
		sent.on('error', ({ message }) => done({ status: 'unknown', text: message }));
		sent.end(body);
	});
}
