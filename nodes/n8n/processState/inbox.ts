import { createDoor } from '../../domain/inbox/door';

const HOUR_MS = 3_600_000;

/**
 * One door for all triggers of this process; its keys hold workflow and node.
 * The lease is longer than a process takes to start an execution that its caller no longer waits for, and short
 * against the seeds' retry schedules (1 s, 2 s, 4 s; 30 s, 2 min, 10 min), so that a later retry always comes through.
 * The window is the shortest that the trigger's setting allows; what is older, the ledger tells.
 */
export const door = createDoor(() => performance.now(), {
	leaseMs: 10_000,
	windowMs: 24 * HOUR_MS,
	maxEntries: 50_000,
});
