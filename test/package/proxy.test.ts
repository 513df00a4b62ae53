/** The proxy of the compose file, run as it stands there but for its addresses: a delivery is in n8n's hands or refused. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from '../../tooling/process/pause';
import { releaseAll } from '../../tooling/process/release';
import { temporaryFolder } from '../../tooling/process/temporaryFolder';
import { describeWithProgram } from '../support/programs';
import { shippedProxyConfig, startShippedProxy } from '../../tooling/testN8n/shippedProxy';

/** To the letter what n8n sends while its database is not up to date. */
const STARTING = 'n8n is starting up. Please wait';

describeWithProgram('haproxy', 'the proxy of queue mode', () => {
	const servers: Server[] = [];
	let url: string;
	let webhook: { answer: RequestListener; isReady: boolean }[];

	async function serve(state: { answer: RequestListener; isReady: boolean }): Promise<string> {
		const server = createServer((request, response) => {
			if (request.url === '/healthz/readiness') response.writeHead(state.isReady ? 200 : 503).end();
			else state.answer(request, response);
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		servers.push(server);
		return `127.0.0.1:${(server.address() as AddressInfo).port}`;
	}
	const taking =
		(name: string): RequestListener =>
		(request, response) =>
			void response
				.setHeader('content-type', 'application/json')
				.end(JSON.stringify({ name, headers: request.headers }));
	const starting: RequestListener = (_request, response) =>
		void response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': STARTING.length })
			.end(STARTING);
	const deliver = async (path = '/webhook/id/call-events', headers: Record<string, string> = {}) =>
		await fetch(url + path, { method: 'POST', body: '{}', headers });

	beforeAll(async () => {
		webhook = ['webhook-1', 'webhook-2'].map((name) => ({ answer: taking(name), isReady: true }));
		const [main, ...others] = [
			await serve({ answer: taking('main'), isReady: true }),
			await serve(webhook[0]),
			await serve(webhook[1]),
		];
		url = (await startShippedProxy({ main, 'webhook-1': others[0], 'webhook-2': others[1] })).url;
		await waitUntil('The check', async () => (await fetch(url)).ok || undefined);
	});
	afterEach(async () => {
		for (const [index, state] of webhook.entries())
			Object.assign(state, { answer: taking(`webhook-${index + 1}`), isReady: true });
	});
	afterAll(async () => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
		await releaseAll();
	});

	const nameOf = async (response: Response): Promise<string> => ((await response.json()) as { name: string }).name;
	const both = async (): Promise<Response[]> => [await deliver(), await deliver()];

	it('is a valid configuration as it stands', () => {
		const file = join(temporaryFolder('proxy'), 'haproxy.cfg');
		writeFileSync(file, shippedProxyConfig());
		expect(spawnSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' })).toMatchObject({ status: 0 });
	});

	it('gives deliveries to both webhook processes in turn, and all else to the main process', async () => {
		expect((await Promise.all((await both()).map(nameOf))).sort()).toEqual(['webhook-1', 'webhook-2']);
		expect(await nameOf(await deliver('/webhook-test/id/call-events'))).toBe('main');
	});

	it('tells n8n who calls, and what TLS in front of it said', async () => {
		const headersOf = async (response: Response) =>
			((await response.json()) as { headers: Record<string, string> }).headers;
		expect(await headersOf(await deliver())).toMatchObject({
			'x-forwarded-for': '127.0.0.1',
			'x-forwarded-proto': 'http',
		});
		expect(await headersOf(await deliver(undefined, { 'x-forwarded-proto': 'https' }))).toMatchObject({
			'x-forwarded-proto': 'https',
		});
	});

	it('refuses what a starting n8n would take with 200 and forget', async () => {
		for (const state of webhook) state.answer = starting;
		expect((await both()).map(({ status }) => status)).toEqual([503, 503]);
	});

	it('lets a page through that a workflow answers with', async () => {
		for (const state of webhook)
			state.answer = (_request, response) =>
				void response.setHeader('content-type', 'text/html').end('Thank you, we call you back now');
		expect((await both()).map(({ status }) => status)).toEqual([200, 200]);
	});

	it('gives a process no more deliveries at once than it can answer, and says so after 5 s', async () => {
		let [underWay, most, open] = [0, 0, () => {}];
		const opened = new Promise<void>((resolve) => (open = resolve));
		for (const state of webhook) {
			state.answer = (_request, response) => {
				most = Math.max(most, (underWay += 1));
				void opened.then(() => response.end()).finally(() => (underWay -= 1));
			};
		}
		const statuses: number[] = [];
		const storm = Array.from({ length: 300 }, async () => statuses.push((await deliver()).status));
		await waitUntil('As many as it may take', () => underWay === 100 || undefined);
		const another = deliver('/webhook/id/another');
		await waitUntil('A webhook of another kind', () => underWay === 101 || undefined);
		await waitUntil('The end of what waits', () => statuses.length === 200 || undefined);
		expect([most, statuses.every((status) => status === 503)]).toEqual([101, true]);
		open();
		await Promise.all(storm);
		expect([statuses.filter((status) => status === 200).length, (await another).status]).toEqual([100, 200]);
	}, 60_000);

	it('gives nothing to a process that is not ready', async () => {
		webhook[0].isReady = false;
		await waitUntil(
			'The check',
			async () => (await Promise.all((await both()).map(nameOf))).every((name) => name === 'webhook-2') || undefined,
		);
		for (let time = 0; time < 3; time += 1)
			expect(await Promise.all((await both()).map(nameOf))).toEqual(['webhook-2', 'webhook-2']);
	});
});
