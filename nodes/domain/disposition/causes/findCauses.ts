import { causeKey } from '../../call/causeKey';
import type { CauseRow } from './causeRow';
import { FREESWITCH_CAUSES } from './freeswitch';
import { findOwnSide, OWN_SIDE_WORDS } from './ownSide';
import { Q850_CAUSES } from './q850';
import { SIP_STATUSES } from './sip';
import { PROVIDER_WORDS } from './words';

/** Every table; where two know a name, the earlier one is meant. */
export const CAUSES: readonly CauseRow[] = Object.freeze([
	...Q850_CAUSES,
	...FREESWITCH_CAUSES,
	...PROVIDER_WORDS,
	...OWN_SIDE_WORDS,
	...SIP_STATUSES,
]);

const byCode = new Map<number, CauseRow>();
const byName = new Map<string, CauseRow>();
for (const row of CAUSES) {
	if (row.code !== undefined && !byCode.has(row.code)) byCode.set(row.code, row);
	for (const name of namesOf(row)) if (!byName.has(name)) byName.set(name, row);
}
const sipByStatus = everySipStatus();
const networkBlocked = byName.get('network_blocked') as CauseRow;

/** Every name a row answers to, as `causeKey` spells it. */
function namesOf({ freeswitch, asterisk, asteriskText, words = [], meaning, family }: CauseRow): string[] {
	const names = [...words];
	if (asteriskText) names.push(asteriskText);
	if (freeswitch) names.push(freeswitch, `SWITCH_CAUSE_${freeswitch}`);
	if (asterisk) names.push(asterisk, `AST_CAUSE_${asterisk}`);
	// "ended after the answer" describes a provider's words; it is not one of them.
	if (family !== 'provider') names.push(meaning);
	return names.map(causeKey);
}

/** 603+ (ATIS-1000099): the phrase, or the analytics version in the `Reason` header's text. */
const NETWORK_BLOCKED = /network[^a-z]blocked|\bv[=_]analytics\d/i;
const NUMBER = /^[-+]?\d+$/;
// Punctuation may have become underscores on the way, so anything that is neither letter nor digit separates.
const Q850_REASON = /(?:^|[^a-z])q[^a-z0-9]?850[^a-z0-9]+(?:cause[^a-z0-9]+)?(\d{1,3})(?!\d)/i;
const SIP_REASON = /(?:^|[^a-z])sip[^a-z0-9]+(?:2[^a-z0-9]0[^a-z0-9]+)?(?:cause[^a-z0-9]+)?([2-6]\d\d)(?!\d)/i;
const SIP_STATUS_LINE = /^([2-6]\d\d)[^a-z0-9]/i;
const BARE_CAUSE = /^(?:hangup[^a-z0-9]?)?cause[^a-z0-9]*(\d{1,3})$/i;
/** As in `19 - User alerting, no answer`. */
const LEADING_CAUSE = /^(\d{1,3})[^a-z0-9]+[a-z]/i;

/**
 * The rows that a raw cause names: a Q.850, FreeSWITCH or SIP number (also as text), a name in any spelling,
 * a status line, a reason phrase or a `Reason` header (RFC 3326), which can name two.
 * @returns no row when nothing is known of it
 */
export function findCauses(cause: unknown): readonly CauseRow[] {
	if (typeof cause === 'number') return present(findCode(cause));
	if (typeof cause !== 'string') return [];
	if (NETWORK_BLOCKED.test(cause)) return [networkBlocked];
	const named = byName.get(causeKey(cause)) ?? findOwnSide(cause.trim());
	return named ? [named] : coded(cause.trim());
}

/** The row of a final SIP status, as a number or digits. */
export function findSipStatus(status: unknown): CauseRow | undefined {
	return sipByStatus.get(Number(typeof status === 'string' || typeof status === 'number' ? status : NaN));
}

/** A status that is not registered is read as the x00 of its class (RFC 3261 8.1.3.2), and is less precise than others. */
function everySipStatus(): ReadonlyMap<number, CauseRow> {
	const registered = new Map(SIP_STATUSES.map((row) => [row.code, row]));
	const rows = new Map<number, CauseRow>();
	for (let code = 200; code < 700; code += 1) {
		const x00 = registered.get(Math.floor(code / 100) * 100) as CauseRow;
		const meaning = `not registered, read as ${x00.code} ${x00.meaning}`;
		rows.set(code, registered.get(code) ?? { ...x00, code, meaning, vague: true, sources: 'rfc3261' });
	}
	return rows;
}

const findCode = (code: number): CauseRow | undefined => byCode.get(code) ?? sipByStatus.get(code);

function coded(text: string): readonly CauseRow[] {
	if (NUMBER.test(text)) return present(findCode(Number(text)));
	const sip = (SIP_REASON.exec(text) ?? SIP_STATUS_LINE.exec(text))?.[1];
	const q850 = (Q850_REASON.exec(text) ?? BARE_CAUSE.exec(text) ?? (sip ? null : LEADING_CAUSE.exec(text)))?.[1];
	return [
		// The top bit of an octet is Q.850's extension bit; Asterisk masks it too (res_pjsip_rfc3326.c).
		...present(q850 === undefined ? undefined : byCode.get(Number(q850) & 0x7f)),
		...present(sip === undefined ? undefined : findSipStatus(sip)),
	];
}

const present = (row: CauseRow | undefined): readonly CauseRow[] => (row ? [row] : []);
