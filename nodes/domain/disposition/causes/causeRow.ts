import type { Outcome } from '../outcome';

/** Which vocabulary a row belongs to; it decides at which step the row is read. */
export type CauseFamily = 'Q.850' | 'FreeSWITCH' | 'SIP' | 'provider';

/** One row of the frozen cause tables. It is read only when no answer time and no detection shows an answer. */
export interface CauseRow {
	family: CauseFamily;
	/** Q.850 or FreeSWITCH cause value, or SIP status; absent for a provider's words. */
	code?: number;
	/** FreeSWITCH's name without `SWITCH_CAUSE_`. */
	freeswitch?: string;
	/** Asterisk's name without `AST_CAUSE_`. */
	asterisk?: string;
	/** Asterisk's text for a person (`cause_txt`, `Cause-txt`). */
	asteriskText?: string;
	/** Further names, matched in any case and with any separator. */
	words?: readonly string[];
	meaning: string;
	outcome: Outcome;
	/** Instead of `outcome` when the payload says that nobody answered. */
	notAnswered?: Outcome;
	/** Instead of `outcome` when the phone rang for long enough. */
	afterRinging?: Outcome;
	/** Says that somebody, or something, answered. */
	answered?: true;
	/** An answered call can end so, too: a talk time beside it counts. */
	midCall?: true;
	/** Says that the call was blocked, so it is read before every other cause. */
	blocking?: true;
	/** Our own side did not place the call: barring, credit, configuration, a limit. It says nothing about the contact. */
	ownSide?: true;
	/** Says that the call ended but not exactly why: read only where nothing precise speaks. */
	vague?: true;
	/** Where sources disagree, the choice and its reason. */
	note?: string;
	/** Keys of `SOURCES`, separated by spaces. */
	sources: string;
}

/** Freezes a table and stamps its family on every row. */
export function causeTable(family: CauseFamily, rows: Array<Omit<CauseRow, 'family'>>): readonly Readonly<CauseRow>[] {
	return Object.freeze(rows.map((row) => Object.freeze({ family, ...row })));
}
