import { pause, waitUntil } from '../../tooling/process/pause';
import { crash, restart } from '../../tooling/testN8n/crash';
import type { PrivateServer } from '../../tooling/testN8n/privateServer';
import type { Load } from './load';
import type { Setup } from './setUp';

/** What was done, and between which moments of the wall clock it took effect. */
export interface Fault {
	what: 'restart of Redis' | 'restart of PostgreSQL' | 'kill -9 of n8n' | 'restart of n8n';
	from: number;
	until: number;
	/** When everything that had waited for it was acknowledged. */
	caughtUp: number;
}

/** How long a call store's server stays away: longer than a delivery waits for it. */
const OUTAGE_MS = 5_000;

async function restartServer(server: PrivateServer): Promise<void> {
	await server.stop();
	await pause(OUTAGE_MS);
	await server.start();
}

interface Plan extends Pick<Fault, 'what'> {
	/** Of the run. All early, so that the rest shows the memory of a process that is left alone. */
	share: number;
	run(setup: Setup): Promise<void>;
}

const PLANS: readonly Plan[] = [
	{ share: 0.06, what: 'restart of Redis', run: async ({ redis }) => await restartServer(redis) },
	{
		share: 0.13,
		what: 'restart of PostgreSQL',
		run: async ({ postgres }) => await restartServer(postgres),
	},
	{
		share: 0.2,
		what: 'kill -9 of n8n',
		async run(setup) {
			await crash(setup.server);
			setup.server = await restart(setup.server);
		},
	},
	{
		share: 0.3,
		what: 'restart of n8n',
		async run(setup) {
			await setup.server.stop();
			setup.server = await restart(setup.server);
		},
	},
];

/** Far more than are under way in calm weather, far fewer than wait after a restart. */
const CALM = 10;
const PATIENCE_MS = 600_000;

/**
 * Disturbs a run that begins now, each fault at its share of it, but not before the one before it is over:
 * stopped amid its backlog, n8n would not end its executions in the time it is given.
 */
export async function disturb(
	setup: Setup,
	load: Load,
	runMs: number,
	progress: (line: string) => void,
): Promise<Fault[]> {
	const started = Date.now();
	const faults: Fault[] = [];
	for (const { share, what, run } of PLANS) {
		await pause(Math.max(0, started + share * runMs - Date.now()));
		progress(`${what} …`);
		const from = Date.now();
		await run(setup);
		const until = Date.now();
		await waitUntil(`The end of the backlog after the ${what}`, () => load.underWay < CALM || undefined, PATIENCE_MS);
		faults.push({ what, from, until, caughtUp: Date.now() });
	}
	return faults;
}
