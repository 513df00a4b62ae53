import { createDoor } from '../shared/ledger/door';
import { MIN_WINDOW_HOURS } from './settings';

/**
 * One door for all triggers of this process; its keys hold workflow and node.
 * The lease is longer than a process takes to start an execution that its caller no longer waits for, and short
 * against the seeds' retry schedules (1 s, 2 s, 4 s; 30 s, 2 min, 10 min), so that a later retry always comes through.
 */
export const door = createDoor(() => performance.now(), {
	leaseMs: 10_000,
	windowMs: MIN_WINDOW_HOURS * 3_600_000,
	maxEntries: 50_000,
});
