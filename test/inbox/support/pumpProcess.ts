/**
 * A process that leads: `tsx pumpProcess.ts '<Place as JSON>' <name>` emits what waits, plays the n8n that runs it, and
 * prints each event that leaves as JSON. It ends on SIGTERM.
 */
import { writeSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { begin } from '../../../nodes/domain/inbox/begin';
import { end } from '../../../nodes/domain/inbox/end';
import { heartbeat } from '../../../nodes/domain/inbox/heartbeat';
import { startPump } from '../../../nodes/domain/inbox/pump';
import { openStore, type Place } from '../../store/support/openStore';
import { FILING, SCOPE } from './inboxWorld';

/** What a pump process prints of an event that leaves. */
export interface Left {
	eventKey: string;
	redelivered: boolean;
}

const LEASE_MS = 1_500;
const BEAT_MS = LEASE_MS / 12;
/** Long enough that a kill finds runs under way. */
const RUN_MS = 30;

async function main(): Promise<void> {
	const [place, name] = process.argv.slice(2);
	const store = openStore(JSON.parse(place) as Place);
	const beating = setInterval(() => {
		// The next one makes up for it.
		store.commit([[heartbeat(SCOPE.namespace, name)]]).catch(() => undefined);
	}, BEAT_MS);
	await store.commit([[heartbeat(SCOPE.namespace, name)]]);

	let executions = 0;
	const pump = startPump({
		open: async () => ({
			store,
			settings: {
				scope: SCOPE,
				url: 'https://n8n.example/webhook',
				keepMs: FILING.keepMs,
				leaseMs: LEASE_MS,
				maxFlights: 5,
				eventsPerExecution: 1,
			},
		}),
		async emit(events) {
			const owner = { execution: String((executions += 1)), process: name };
			const keys = events.map(({ eventKey }) => eventKey);
			const begun = await begin(store, keys, { ...FILING, owner, leaseMs: LEASE_MS });
			// Written at once, so that a process that is killed has said what left.
			for (const { eventKey, redelivered } of begun)
				writeSync(1, `${JSON.stringify({ eventKey, redelivered } satisfies Left)}\n`);
			await sleep(RUN_MS);
			await end(store, keys, { ...FILING, owner, status: 'success' });
			pump.settled(keys);
		},
		sleep: async (ms) => await sleep(ms),
		now: () => performance.now(),
		process: name,
		isStorm: () => false,
		warn: (message) => void process.stderr.write(`${message}\n`),
		count: () => undefined,
	});
	await once(process, 'SIGTERM');
	await pump.stop();
	clearInterval(beating);
	await store.close();
}

if (require.main === module)
	main().then(
		() => process.exit(0),
		(error: Error) => {
			process.stderr.write(`${error.stack}\n`);
			process.exit(1);
		},
	);
