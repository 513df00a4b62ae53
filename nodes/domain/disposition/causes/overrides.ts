import type { Outcome } from '../outcome';
import { causeKey } from '../../call/causeKey';
import type { CauseRow } from './causeRow';
import { findCauses, findSipStatus } from './findCauses';

/** Outcomes that a user sets for causes, where the tables' choice does not fit the trunk. */
export interface CauseOverrides {
	rows: ReadonlyMap<CauseRow, Outcome>;
	/** By `causeKey`: providers' words, known to the tables or not. */
	words: ReadonlyMap<string, Outcome>;
}

/**
 * @param causes a cause each, in any form that `findCauses` reads, e.g. `480`, `Q.850;cause=31`, `USER_BUSY`, or
 * any word of a provider
 */
export function compileOverrides(causes: ReadonlyArray<{ cause: string; outcome: Outcome }>): CauseOverrides {
	const rows = new Map<CauseRow, Outcome>();
	const words = new Map<string, Outcome>();
	for (const { cause, outcome } of causes) {
		// 487 is both FreeSWITCH's cause and a SIP status: whoever types it means either.
		const named = [...findCauses(cause), findSipStatus(cause)].filter(
			(row) => row !== undefined && row.family !== 'provider',
		);
		for (const row of named) rows.set(row as CauseRow, outcome);
		if (named.length === 0) words.set(causeKey(cause), outcome);
	}
	return { rows, words };
}
