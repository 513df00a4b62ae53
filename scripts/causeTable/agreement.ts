import { findCauses, findSipStatus } from '../../nodes/domain/disposition/causes/findCauses';
import type { Outcome } from '../../nodes/domain/disposition';
import { ASTERISK_CAUSE_TO_SIP, ASTERISK_CLASS_TO_CAUSE, ASTERISK_SIP_TO_CAUSE } from './asterisk';
import { FREESWITCH_CAUSE_TO_SIP, FREESWITCH_SIP_TO_CAUSE } from './freeswitch';

type SwitchMap = 'Asterisk reads' | 'FreeSWITCH reads' | 'Asterisk answers' | 'FreeSWITCH answers';

/** One pair of a switch's own map, and the outcome that our tables give each side of it. */
export interface Pair {
	map: SwitchMap;
	sip: number;
	cause: number;
	sipOutcome: Outcome;
	causeOutcome: Outcome;
}

/** 499 and the like: a status that no table lists, one of each class. */
const UNLISTED = [4, 5, 6].map((digit) => [digit * 100 + 99, ASTERISK_CLASS_TO_CAUSE[digit]] as const);

const MAPS: ReadonlyArray<readonly [SwitchMap, ReadonlyArray<readonly [sip: number, cause: number]>]> = [
	['Asterisk reads', [...ASTERISK_SIP_TO_CAUSE, ...UNLISTED]],
	['FreeSWITCH reads', FREESWITCH_SIP_TO_CAUSE],
	['Asterisk answers', ASTERISK_CAUSE_TO_SIP.map(([cause, sip]) => [sip, cause] as const)],
	['FreeSWITCH answers', FREESWITCH_CAUSE_TO_SIP.map(([cause, sip]) => [sip, cause] as const)],
];

const outcomeOfSip = (status: number): Outcome => findSipStatus(status)?.outcome ?? 'unknown';
const outcomeOfCause = (cause: number): Outcome => findCauses(cause)[0]?.outcome ?? 'unknown';

/** Every pair of both switches' maps between SIP statuses and causes, in both directions. */
export function pairsOfSwitches(): Pair[] {
	return MAPS.flatMap(([map, pairs]) =>
		pairs.map(([sip, cause]) => ({
			map,
			sip,
			cause,
			sipOutcome: outcomeOfSip(sip),
			causeOutcome: outcomeOfCause(cause),
		})),
	);
}

export const keyOf = ({ map, sip, cause }: Pick<Pair, 'map' | 'sip' | 'cause'>): string =>
	map.endsWith('reads') ? `${map} SIP ${sip} as ${cause}` : `${map} ${cause} with SIP ${sip}`;
