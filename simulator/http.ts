import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
	method: string;
	path: string;
	/** Values of `:name` parts of the route's path, decoded. */
	params: Readonly<Record<string, string>>;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	rawBody: Buffer;
}

export interface Answer {
	status: number;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it is, with its own content type. */
	content?: { type: string; bytes: string | Buffer };
	headers?: Record<string, string>;
}

/** The fields of a form; undefined when the request does not say that it is one. */
export function parseForm({ rawBody, headers }: Request): URLSearchParams | undefined {
	return headers['content-type']?.startsWith('application/x-www-form-urlencoded')
		? new URLSearchParams(rawBody.toString('utf8'))
		: undefined;
}

/** `silence` leaves the caller waiting, as a trunk does that lost the request's answer. */
export type Reply = Answer | 'silence';

export interface Route {
	method: string;
	/** e.g. `/calls/:id` */
	path: string;
	answer(request: Request): Reply;
}

/** A trunk's API takes small bodies; anything larger is a mistake. */
const MAX_BODY_BYTES = 256 * 1024;

async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of message) {
		size += (chunk as Buffer).length;
		if (size > MAX_BODY_BYTES) return undefined;
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
}

function match(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		if (part.startsWith(':') && given[index] !== '') params[part.slice(1)] = decodeURIComponent(given[index]);
		else if (part !== given[index]) return undefined;
	}
	return params;
}

function route(routes: readonly Route[], message: IncomingMessage, rawBody: Buffer): Reply {
	const { pathname, searchParams } = new URL(message.url ?? '/', 'http://127.0.0.1');
	const method = message.method ?? 'GET';
	const candidates = routes.flatMap((candidate) => {
		const params = match(candidate.path, pathname);
		return params ? [{ candidate, params }] : [];
	});
	const found = candidates.find(({ candidate }) => candidate.method === method);
	if (found)
		return found.candidate.answer({
			method,
			path: pathname,
			params: found.params,
			query: searchParams,
			headers: message.headers,
			rawBody,
		});
	const status = candidates.length > 0 ? 405 : 404;
	return {
		status,
		body: {
			error: status === 405 ? 'method_not_allowed' : 'not_found',
			message: `${method} ${pathname} is not part of this API.`,
		},
	};
}

function write(response: ServerResponse, reply: Reply): void {
	if (reply === 'silence') return;
	const { status, body, content, headers } = reply;
	const type = content?.type ?? (body === undefined ? undefined : 'application/json; charset=utf-8');
	response.writeHead(status, { ...(type && { 'content-type': type }), ...headers });
	response.end(content?.bytes ?? (body === undefined ? undefined : JSON.stringify(body)));
}

export interface HttpServer {
	/** e.g. `http://127.0.0.1:4010` */
	origin: string;
	stop(): Promise<void>;
}

/** Listens on loopback only. @param port 0 lets the system choose a free one */
export async function listen(port: number, routes: readonly Route[]): Promise<HttpServer> {
	const server: Server = createServer(async (message, response) => {
		const rawBody = await readBody(message).catch(() => undefined);
		write(response, rawBody ? route(routes, message, rawBody) : { status: 413, body: { error: 'payload_too_large' } });
	});
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
