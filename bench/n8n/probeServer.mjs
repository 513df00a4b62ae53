/**
 * Loaded into n8n's process with `--import`: on a loopback port, `/memory` collects garbage and tells what is in use,
 * and what the processor does between `/profile/start` and `/profile/stop` is told as V8 records it. Plain JavaScript,
 * so that n8n's Node runs it as it is.
 */
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Processes that start n8n, or that n8n starts, inherit the option.
const isN8n = /[\\/]n8n[\\/]bin[\\/]n8n$/.test(process.argv[1] ?? '');

if (isN8n) {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	const session = new Session();
	const answers = {
		'/memory': async () => {
			collectGarbage();
			return process.memoryUsage();
		},
		'/profile/start': async () => {
			session.connect();
			await session.post('Profiler.enable');
			await session.post('Profiler.start');
			return {};
		},
		'/profile/stop': async () => {
			const { profile } = await session.post('Profiler.stop');
			session.disconnect();
			return profile;
		},
	};
	createServer(async ({ url }, response) => {
		response.setHeader('content-type', 'application/json').end(JSON.stringify(await answers[url]()));
	}).listen(Number(process.env.SIP_TRUNK_PROBE_PORT), '127.0.0.1');
}
