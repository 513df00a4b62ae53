import { setMaxListeners } from 'node:events';
import { Agent } from 'node:http';
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { Clock } from './clock';

/** One request as it goes out, signed anew for every attempt. */
export interface SignedPost {
	body: string;
	headers: Record<string, string>;
}

interface Attempt {
	at: string;
	/** The receiver's HTTP status; absent when there was none. */
	status?: number;
	error?: string;
}

/** A line of the portal's delivery log. */
export interface Delivery {
	id: string;
	trunk: string;
	callUuid: string;
	event: string;
	url: string;
	/** Which of several deliberate copies of the same event this is, from 1. */
	copy: number;
	state: 'pending' | 'delivered' | 'failed';
	attempts: Attempt[];
	body: string;
}

interface Dispatch {
	trunk: string;
	callUuid: string;
	event: string;
	url: string;
	copy: number;
	/** Simulated seconds before each retry; none left means failed. */
	retryDelaysSeconds: readonly number[];
	sign(url: string): SignedPost;
}

export interface Deliveries {
	readonly log: Delivery[];
	send(dispatch: Dispatch): void;
	clear(): void;
	stop(): void;
}

/** https://api.clouddialer.in/CRM_API/docs/integration-guide gives the receiver 10 s to answer; counted in real time, since the receiver is real. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Posts events to webhooks, retries what is not answered with 2xx, and logs every attempt. */
export function createDeliveries(clock: Clock): Deliveries {
	const log: Delivery[] = [];
	const httpAgent = new Agent({ keepAlive: true });
	const aborter = new AbortController();
	// One listener for each delivery under way, and a campaign has dozens.
	setMaxListeners(0, aborter.signal);

	async function post(url: string, { body, headers }: SignedPost): Promise<Attempt> {
		const at = new Date().toISOString();
		try {
			const options = {
				headers,
				httpAgent,
				maxRedirects: 0,
				proxy: false as const,
				timeout: ANSWER_TIMEOUT_MS,
				signal: aborter.signal,
			};
			const { status } = await axios.post(url, body, {
				...options,
				validateStatus: () => true,
				transformRequest: [(data: string) => data],
			});
			return { at, status };
		} catch (error) {
			return { at, error: (error as { code?: string }).code ?? 'unknown' };
		}
	}

	async function attempt(delivery: Delivery, dispatch: Dispatch): Promise<void> {
		const signed = dispatch.sign(dispatch.url);
		delivery.body = signed.body;
		const result = await post(dispatch.url, signed);
		const delay = dispatch.retryDelaysSeconds[delivery.attempts.length];
		delivery.attempts.push(result);
		if (result.status !== undefined && result.status >= 200 && result.status < 300) delivery.state = 'delivered';
		else if (delay === undefined) delivery.state = 'failed';
		else clock.after(delay, () => void attempt(delivery, dispatch));
	}

	return {
		log,
		send(dispatch) {
			const { trunk, callUuid, event, url, copy } = dispatch;
			const delivery: Delivery = {
				id: randomUUID(),
				trunk,
				callUuid,
				event,
				url,
				copy,
				state: 'pending',
				attempts: [],
				body: '',
			};
			log.push(delivery);
			void attempt(delivery, dispatch);
		},
		clear() {
			log.length = 0;
		},
		stop() {
			aborter.abort();
			httpAgent.destroy();
		},
	};
}
