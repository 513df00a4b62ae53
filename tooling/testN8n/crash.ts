import { startN8n, type RunningN8n } from '../n8n/startN8n';

/** Ends an n8n as a power cut does: nothing is finished, nothing is written. */
export async function crash({ pid, ended }: RunningN8n): Promise<void> {
	process.kill(-pid, 'SIGKILL');
	await ended;
}

/** n8n can itself end while it goes through what a crash left behind; its service manager starts it again. */
const STARTS = 3;

/** Starts an n8n process that has ended again, at the same address, on the same data. */
export async function restart({ options }: RunningN8n): Promise<RunningN8n> {
	const start = async (starts: number): Promise<RunningN8n> =>
		await startN8n(options).catch(async (error: unknown) => {
			if (starts === 1) throw error;
			return await start(starts - 1);
		});
	return await start(STARTS);
}
