import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onRelease } from '../process/release';
import type { Emission } from './historyChecker';
import { keyOf } from './trunk';

/** One item that left a trigger, as a node behind it posted it. */
export interface LoggedItem extends Emission {
	json: Record<string, unknown>;
}

/** Where workflows post what they emit: a log to which is only ever added, so that an item that comes twice shows twice. */
export interface Sink {
	url: string;
	readonly items: LoggedItem[];
	/** How long it takes to answer; the item is in the log before. */
	delayMs: number;
	/** Answers all that wait, and from now on at once. */
	release(): void;
}

const toItem = (json: Record<string, unknown>): LoggedItem => ({
	key: keyOf(String(json.callUuid), String(json.event)),
	at: Date.now(),
	isMarked: json.redelivered === true || json.update === true,
	json,
});

export async function startSink(): Promise<Sink> {
	const waiting = new Set<() => void>();
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (part: string) => (body += part));
		request.on('end', () => {
			sink.items.push(toItem(JSON.parse(body) as Record<string, unknown>));
			const answer = (): void => {
				waiting.delete(answer);
				if (!response.writableEnded) response.setHeader('content-type', 'application/json').end('{}');
			};
			if (sink.delayMs === 0) return answer();
			waiting.add(answer);
			setTimeout(answer, sink.delayMs).unref();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onRelease(() => {
		server.closeAllConnections();
		server.close();
	});
	const sink: Sink = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		items: [],
		delayMs: 0,
		release() {
			sink.delayMs = 0;
			for (const answer of waiting) answer();
		},
	};
	return sink;
}
