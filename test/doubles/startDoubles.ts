import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onRelease } from '../../tooling/process/release';
import { createCertificates } from './certificates';
import { parseBody, type Double, type DoubleAnswer, type DoubleRequest, type LoggedRequest } from './double';

export interface RunningDoubles {
	/** Lets n8n reach the doubles under the real host names. */
	env: NodeJS.ProcessEnv;
	/** Every request to a double, oldest first. */
	requestsTo(double: Double): readonly LoggedRequest[];
	/** Hosts that were asked for and have no double. */
	readonly strangers: readonly string[];
	/** From now on this double answers for its host, in place of the one that did. */
	replace(double: Double): void;
	/** An outage: what a double answers to every request, after so many good ones, until it is lifted. */
	replaceAnswers(double: Double, answer: DoubleAnswer | undefined, after?: number): void;
	stop(): Promise<void>;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listen(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

async function readRequest(message: IncomingMessage): Promise<DoubleRequest> {
	const url = new URL(message.url ?? '/', 'https://double');
	return {
		method: message.method ?? 'GET',
		path: decodeURIComponent(url.pathname),
		query: url.searchParams,
		headers: message.headers,
		body: await text(message),
	};
}

function send(response: ServerResponse, { status, headers, body }: DoubleAnswer): void {
	const isText = typeof body === 'string';
	response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
	response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
}

/**
 * Starts the doubles on loopback: a proxy that takes n8n's `CONNECT <real host>:443` and leads it to one TLS server,
 * which asks the double of that host. A host without a double is refused, so that nothing leaves the machine.
 */
export async function startDoubles(doubles: readonly Double[]): Promise<RunningDoubles> {
	const byHost = new Map(doubles.map((double) => [double.host, double]));
	const logs = new Map<Double, LoggedRequest[]>(doubles.map((double) => [double, []]));
	const outages = new Map<Double, { answer: DoubleAnswer; after: number }>();
	const strangers: string[] = [];
	const { key, cert, authorityFile } = createCertificates([...byHost.keys()]);
	const sockets = new Set<Socket>();

	const server = createTlsServer({ key, cert }, (message, response) => {
		void readRequest(message).then((request) => {
			const double = byHost.get(String(message.headers.host)) as Double;
			const outage = outages.get(double);
			const answer = outage && outage.after-- <= 0 ? outage.answer : double.answer(request);
			logs.get(double)?.push({
				at: Date.now(),
				method: request.method,
				path: request.path,
				status: answer.status,
				body: parseBody(request),
			});
			send(response, answer);
		});
	});
	const proxy = createProxy();
	proxy.on('connect', (request, client: Socket) => {
		const [host] = String(request.url).split(':');
		if (!byHost.has(host)) {
			strangers.push(host);
			client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			return;
		}
		const upstream = connect(portOf(server), '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			client.pipe(upstream).pipe(client);
		});
		for (const socket of [client, upstream]) {
			sockets.add(socket);
			socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
		}
	});
	await Promise.all([listen(server), listen(proxy)]);

	const stop = onRelease(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
		proxy.close();
	});
	const proxyUrl = `http://127.0.0.1:${portOf(proxy)}`;
	return {
		env: {
			HTTPS_PROXY: proxyUrl,
			https_proxy: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost',
			no_proxy: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: authorityFile,
		},
		requestsTo: (double) => logs.get(double) ?? [],
		strangers,
		replace(double) {
			byHost.set(double.host, double);
			logs.set(double, []);
		},
		replaceAnswers: (double, answer, after = 0) =>
			void (answer ? outages.set(double, { answer, after }) : outages.delete(double)),
		stop,
	};
}
