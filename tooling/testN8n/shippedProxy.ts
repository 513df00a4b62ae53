import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freePort } from '../process/freePort';
import { waitUntil } from '../process/pause';
import { lastLines, startProcess, type StartedProcess } from '../process/startProcess';
import { temporaryFolder } from '../process/temporaryFolder';

const COMPOSE = join(__dirname, '../../examples/queue-mode/docker-compose.yml');

/** HAProxy's configuration in the compose file of queue mode. */
export const shippedProxyConfig = (): string =>
	(parse(readFileSync(COMPOSE, 'utf8'), { merge: true }) as { configs: { proxy: { content: string } } }).configs.proxy
		.content;

export interface RunningProxy extends StartedProcess {
	/** Without a slash at the end. */
	url: string;
}

/**
 * Starts the proxy of the compose file as it stands there, but for its addresses.
 * @param addresses `host:port` by the names `main`, `webhook-1` and `webhook-2`; the lines of the others are left out
 */
export async function startShippedProxy(addresses: Readonly<Record<string, string>>): Promise<RunningProxy> {
	const port = await freePort();
	const config = shippedProxyConfig()
		.replace(/^ *server ([\w-]+) [\w-]+:5678(.*)\n/gm, (_line, name: string, rest: string) =>
			addresses[name] ? `  server ${name} ${addresses[name]}${rest}\n` : '',
		)
		.replace('bind :8080', `bind 127.0.0.1:${port}`)
		.replace(' resolvers docker init-addr none', '');
	const folder = temporaryFolder('proxy');
	const [file, logFile] = [join(folder, 'haproxy.cfg'), join(folder, 'log')];
	writeFileSync(file, config);
	const proxy = startProcess('haproxy', ['-f', file], { logFile });
	const url = `http://127.0.0.1:${port}`;
	let status: number | undefined;
	void proxy.ended.then((code) => (status = code));
	await waitUntil('The proxy', async () => {
		if (status !== undefined) throw new Error(`haproxy ended with status ${status}: ${lastLines(logFile)}`);
		return (
			(await fetch(url).then(
				() => true,
				() => false,
			)) || undefined
		);
	});
	return { ...proxy, url };
}
