import type { N8nInstall } from '../../tooling/n8n/installN8n';
import { N8nClient } from '../../tooling/n8n/n8nClient';
import { startN8n, type RunningN8n } from '../../tooling/n8n/startN8n';
import { waitUntilProcessed } from '../../tooling/testN8n/inbox';
import { userFolder } from '../../tooling/n8n/userFolder';

/** What every comparison stands on. */
export interface BenchContext {
	install: N8nInstall;
	/** Our package, packed. */
	tarball: string;
	progress(line: string): void;
}

/** One file of this folder: measures, and has its tables printed. */
export type Comparison = (benchContext: BenchContext) => Promise<void>;

export interface OpenN8n {
	server: RunningN8n;
	client: N8nClient;
}

/** A user folder with our package in it. */
export const newUserFolder = async ({ install, tarball, progress }: BenchContext): Promise<string> =>
	await userFolder(install, tarball, progress);

/** A new n8n in regular mode on SQLite, with our package and an owner. */
export async function openN8n(benchContext: BenchContext, env?: NodeJS.ProcessEnv): Promise<OpenN8n> {
	const server = await startN8n({ install: benchContext.install, userFolder: await newUserFolder(benchContext), env });
	const client = new N8nClient(server.url);
	await client.setUpOwner();
	return { server, client };
}

const POLL_MS = 20;

/**
 * Executions go on after the answers: a rate that leaves them out would flatter whoever answers first.
 * @param urls of triggers, whose events may not have begun yet
 */
export async function drained(client: N8nClient, urls: readonly string[] = []): Promise<void> {
	for (const url of urls) await waitUntilProcessed(url, 600_000);
	while (await client.hasRunningExecutions()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
