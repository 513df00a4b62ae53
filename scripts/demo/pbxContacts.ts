import type { Outcome } from '../../nodes/domain/disposition';
import { CONTACTS, type Contact } from './contacts';

/** What each contact's phone does (`tooling/pbx/phoneScenario.ts`), and what the demo must make of it. */
const ENDS: ReadonlyArray<readonly [lastDigits: string, outcome: Outcome]> = [
	['202', 'connected'],
	['480', 'noAnswer'],
	['486', 'busy'],
	['203', 'connected'],
	['600', 'busy'],
	['607', 'screened'],
	['203', 'connected'],
	['603', 'rejected'],
	['183', 'connected'],
	['203', 'connected'],
	['180', 'noAnswer'],
	['500', 'unreachable'],
	['202', 'connected'],
	['408', 'noAnswer'],
	['403', 'rejected'],
	['202', 'connected'],
	['404', 'invalidNumber'],
	['484', 'invalidNumber'],
	['693', 'screened'],
	['488', 'unreachable'],
	['503', 'congestion'],
	['502', 'unreachable'],
	['608', 'screened'],
	['410', 'invalidNumber'],
];

/** The demo's contacts with numbers for SIPp's phones, whose last three digits choose what happens: twenty ends. */
export const PBX_CONTACTS: readonly Contact[] = CONTACTS.map((contact, index) => ({
	...contact,
	phone: contact.phone.slice(0, -3) + ENDS[index][0],
	expectedOutcome: ENDS[index][1],
}));
