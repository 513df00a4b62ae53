import { attemptsIn, type Verdict } from '../../nodes/domain/contactRules';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { ask, NUMBERS } from './ask';

export const ACCOUNT = { namespace: 'test', secret: 'secret' };
export const HOLD_MS = 900_000;
const HOUR_MS = 3_600_000;

interface Reserving {
	max?: number;
	/** `null`: it counts at once. */
	holdMs?: number | null;
	others?: number[];
	account?: typeof ACCOUNT;
}

/** Asks for an attempt under a limit of so many in a day, in Florida at noon. */
export async function reserveFor(
	store: CallStore,
	number: string,
	owner: string,
	{ max = 1, holdMs = HOLD_MS, others = [], account = ACCOUNT }: Reserving = {},
): Promise<{ verdict: Verdict; count: number }> {
	const settings = { hoursMode: 'own' as const, ownHours: 'Mon-Sun 00:00-24:00', ownCap: { attempts: max, hours: 24 } };
	return await attemptsIn(
		{ store, account, number, owner, ...(holdMs !== null && { holdMs }), keepMs: 24 * HOUR_MS, others },
		({ times, held = [] }) => {
			const newest = Math.max(0, ...times, ...held.map(({ at }) => at));
			// Somewhat after the last attempt, whatever the store's clock shows.
			const now = new Date(newest > 0 ? newest + 1_000 : Date.now());
			const attempts = times.map((time) => new Date(time).toISOString());
			return ask(NUMBERS['US-MA'], now.toISOString(), 'UTC', { attempts, held, settings });
		},
	);
}
