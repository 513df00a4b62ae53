import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startSimulator } from '../../simulator/startSimulator';

function run(...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../simulator/main.ts'), ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
	const closed = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
	return { child, closed };
}

test('prints one line of JSON when it listens, and ends on SIGTERM', async () => {
	const { child, closed } = run('--port', '0', '--time-scale', '10');
	const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
	const ready = JSON.parse(chunk.toString()) as {
		url: string;
		baseUrls: Record<string, string>;
		credentials: Record<string, object>;
	};
	expect(Object.keys(ready.baseUrls)).toEqual(['unlimCall', 'intellicall', 'camara', 'custom', 'telnyx', 'twilio']);
	expect((await fetch(`${ready.url}/_simulator/calls`)).status).toBe(200);
	child.kill('SIGTERM');
	expect((await closed).code).toBe(0);
}, 60_000);

test('a port that is taken is one sentence', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const { code, err } = await run('--port', String(port)).closed;
	server.close();
	expect(code).toBe(1);
	expect(err).toContain(`Port ${port} is taken: choose another with --port.\n`);
}, 60_000);

test.each([
	[['--time-scale', 'fast'], '--time-scale must be a number'],
	[['--nonsense'], '--nonsense'],
])(
	'%p is one sentence',
	async (args, sentence) => {
		const { code, err } = await run(...args).closed;
		expect(code).toBe(1);
		expect(err).toContain(sentence);
		expect(err).not.toMatch(/\n\s+at /);
	},
	60_000,
);

test('its own endpoints show calls and deliveries, and reset them', async () => {
	const simulator = await startSimulator();
	const ask = async (method: string, path: string, body?: object) =>
		await fetch(`${simulator.url}/_simulator${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
	await fetch(`${simulator.baseUrls.unlimCall}/calls`, {
		method: 'POST',
		headers: { authorization: 'Bearer unl_live_simulator', 'content-type': 'application/json' },
		body: JSON.stringify({ from: '+12025550143', to: '+4930123456712', seat_id: 'seat_0481ab' }),
	});
	const [call] = (await (await ask('GET', '/calls')).json()) as Array<{ id: string; legs: unknown[] }>;
	expect(call).toMatchObject({ from: '+12025550143', legs: [{ party: 'agent' }, { party: 'customer' }] });
	expect((await ask('POST', `/calls/${call.id}/drop-agent`)).status).toBe(204);
	expect(simulator.calls[0].legs).toMatchObject([
		{ party: 'agent', state: 'down' },
		{ party: 'customer', state: 'ringing' },
	]);
	expect((await ask('PUT', '/webhook', { url: 'nowhere' })).status).toBe(400);
	expect((await ask('PUT', '/webhook', { url: 'http://127.0.0.1:9/' })).status).toBe(204);
	expect((await ask('POST', '/reset')).status).toBe(204);
	expect(simulator.calls).toHaveLength(0);
	await simulator.stop();
});
