import { causeKey } from './causeKey';
import type { CauseRow } from './causeRow';
import { FREESWITCH_CAUSES } from './freeswitch';
import { Q850_CAUSES } from './q850';
import { SIP_STATUSES } from './sip';
import { PROVIDER_WORDS } from './words';

/** Every table; where two know a name, the earlier one is meant. */
export const CAUSES: readonly CauseRow[] = Object.freeze([
	...Q850_CAUSES,
	...FREESWITCH_CAUSES,
	...PROVIDER_WORDS,
	...SIP_STATUSES,
]);

const byCode = new Map<number, CauseRow>();
const byName = new Map<string, CauseRow>();
for (const row of CAUSES) {
	if (row.code !== undefined && !byCode.has(row.code)) byCode.set(row.code, row);
	for (const name of namesOf(row)) if (!byName.has(name)) byName.set(name, row);
}
const sipByStatus = new Map(SIP_STATUSES.map((row) => [row.code, row]));
const networkBlocked = byName.get('network_blocked') as CauseRow;

/** Every name a row answers to, as `causeKey` spells it. */
function namesOf({ freeswitch, asterisk, words = [], meaning, family }: CauseRow): string[] {
	const names = [...words];
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

/**
 * The rows that a raw cause names: a Q.850, FreeSWITCH or SIP number (also as text), a name in any spelling,
 * a status line or a `Reason` header (RFC 3326), which can name two.
 * @returns no row when nothing is known of it
 */
export function findCauses(cause: unknown): readonly CauseRow[] {
	if (typeof cause === 'number') return present(byCode.get(cause));
	if (typeof cause !== 'string') return [];
	if (NETWORK_BLOCKED.test(cause)) return [networkBlocked];
	return /\d/.test(cause) ? coded(cause.trim()) : present(byName.get(causeKey(cause)));
}

/** The row of a final SIP status, as a number or digits. */
export function findSipStatus(status: unknown): CauseRow | undefined {
	return sipByStatus.get(Number(typeof status === 'string' || typeof status === 'number' ? status : NaN));
}

function coded(text: string): readonly CauseRow[] {
	if (NUMBER.test(text)) return present(byCode.get(Number(text)));
	const q850 = (Q850_REASON.exec(text) ?? BARE_CAUSE.exec(text))?.[1];
	const sip = (SIP_REASON.exec(text) ?? SIP_STATUS_LINE.exec(text))?.[1];
	return [
		// The top bit of an octet is Q.850's extension bit; Asterisk masks it too (res_pjsip_rfc3326.c).
		...present(q850 === undefined ? undefined : byCode.get(Number(q850) & 0x7f)),
		...present(sip === undefined ? undefined : sipByStatus.get(Number(sip))),
	];
}

const present = (row: CauseRow | undefined): readonly CauseRow[] => (row ? [row] : []);
