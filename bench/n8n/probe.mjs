/**
 * Loaded into n8n's process with `--import`: collects garbage and tells the memory in use to whoever asks on a loopback
 * port. Plain JavaScript, so that n8n's Node runs it as it is.
 */
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Processes that start n8n, or that n8n starts, inherit the option.
const isN8n = /[\\/]n8n[\\/]bin[\\/]n8n$/.test(process.argv[1] ?? '');

if (isN8n) {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	createServer((_request, response) => {
		collectGarbage();
		response.setHeader('content-type', 'application/json').end(JSON.stringify(process.memoryUsage()));
	}).listen(Number(process.env.SIP_TRUNK_MEMORY_PORT), '127.0.0.1');
}
