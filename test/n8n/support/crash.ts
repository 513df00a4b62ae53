import { installN8n } from '../../../scripts/n8n/installN8n';
import { startN8n, type RunningN8n } from '../../../scripts/n8n/startN8n';

/** Ends an n8n as a power cut does: nothing is finished, nothing is written. */
export async function crash({ pid, ended }: RunningN8n): Promise<void> {
	process.kill(-pid, 'SIGKILL');
	await ended;
}

/** Starts a crashed n8n again at the same address, on the same data. */
export async function restart({ url, userFolder }: RunningN8n, env?: NodeJS.ProcessEnv): Promise<RunningN8n> {
	const install = await installN8n(() => undefined);
	return await startN8n({ install, userFolder, port: Number(new URL(url).port), env });
}
