import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../process/freePort';
import { waitUntil } from '../process/pause';
import { lastLines, startProcess, type StartedProcess } from '../process/startProcess';
import { UserError } from '../process/userError';
import { n8nEnvironment } from './environment';
import type { N8nInstall } from './installN8n';

/** `main` serves everything in regular mode; the other two exist in queue mode only. */
type N8nRole = 'main' | 'webhook' | 'worker';

export interface N8nOptions {
	install: N8nInstall;
	/** From `userFolder()`; the processes of one queue-mode n8n share it. */
	userFolder: string;
	role?: N8nRole;
	/** A free one by default. */
	port?: number;
	/** Laid over the environment of `environment.ts`. */
	env?: NodeJS.ProcessEnv;
}

export interface RunningN8n extends StartedProcess {
	/** Without a slash at the end. */
	url: string;
	/** What starts it again at the same address, on the same data. */
	options: N8nOptions;
}

const COMMANDS: Record<N8nRole, string[]> = {
	main: ['start'],
	webhook: ['webhook'],
	worker: ['worker', '--concurrency=5'],
};
/** Amid a storm of deliveries that have waited for it; one that ends is noticed at once. */
const START_MILLISECONDS = 300_000;

/** A main process is asked for its REST API as well, which is what the client needs. */
const READY: Record<N8nRole, string[]> = {
	main: ['/healthz/readiness', '/rest/settings'],
	webhook: ['/healthz/readiness'],
	worker: ['/healthz/readiness'],
};

const answers = async (url: string): Promise<boolean> =>
	await fetch(url).then(
		({ ok }) => ok,
		() => false,
	);
const isReady = async (url: string, role: N8nRole): Promise<boolean> =>
	(await Promise.all(READY[role].map(async (path) => await answers(url + path)))).every(Boolean);

/**
 * Starts one n8n process on loopback and waits until it serves.
 * @throws UserError with the end of its log when it ends instead
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { install, userFolder, role = 'main', env } = options;
	const ports = { port: options.port ?? (await freePort()), brokerPort: await freePort() };
	const logs = join(userFolder, 'logs');
	mkdirSync(logs, { recursive: true });
	// By this file n8n sees that it crashed, and pauses for ten seconds: also when another process of it has left it there.
	rmSync(join(userFolder, '.n8n/crash.journal'), { force: true });
	const started = startProcess(install.runtime.node, [install.cli, ...COMMANDS[role]], {
		cwd: userFolder,
		env: { ...n8nEnvironment(userFolder, ports), ...env },
		logFile: join(logs, `${role}-${ports.port}.log`),
	});
	const url = `http://127.0.0.1:${ports.port}`;
	let status: number | undefined;
	void started.ended.then((code) => (status = code));
	await waitUntil(
		`The start of n8n ${role}`,
		async () => {
			if (status === undefined) return (await isReady(url, role)) || undefined;
			throw new UserError(
				`n8n ${role} ended with status ${status} while starting; the end of its log:\n${lastLines(started.logFile)}`,
			);
		},
		START_MILLISECONDS,
	);
	return { ...started, url, options: { ...options, port: ports.port } };
}
