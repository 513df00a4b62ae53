import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface CapturedRequest {
	method: string;
	/** Path and query as they were sent. */
	url: string;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** A server that answers every request with the same JSON and keeps what it was sent. */
export async function captureHttp(answer: unknown) {
	const requests: CapturedRequest[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { method = '', url = '', headers } = request;
		requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		stop: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
