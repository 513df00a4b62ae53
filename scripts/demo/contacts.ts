import type { Outcome } from '../../nodes/domain/disposition';

export interface Contact {
	contact_id: string;
	name: string;
	country: string;
	/** The last two digits choose what the simulated trunk does (`simulator/scenarios.ts`). */
	phone: string;
	/** What the demo must make of it; the workflows know nothing of these two. */
	expectedCallerIds: readonly string[];
	expectedOutcome: Outcome;
}

/** Area code before country; for Canada either number with the calling code +1; for Sweden the German one. */
const CALLER_IDS = {
	washington: ['+12025550143'],
	sanFrancisco: ['+14155550132'],
	plusOne: ['+12025550143', '+14155550132'],
	GB: ['+442079460958'],
	DE: ['+493023125001'],
	FR: ['+33199005501'],
	ES: ['+34910123401'],
	AU: ['+61255501234'],
} as const;

type Row = readonly [country: string, name: string, phone: string, callerId: keyof typeof CALLER_IDS, outcome: Outcome];

/** Three contacts in each of eight countries, with numbers that the national regulators keep free for fiction. */
const ROWS: readonly Row[] = [
	['US', 'Ava Brooks', '+12025550120', 'washington', 'connected'],
	['US', 'Liam Carter', '+14155550102', 'sanFrancisco', 'noAnswer'],
	['US', 'Noah Diaz', '+12025550106', 'washington', 'voicemail'],
	['CA', 'Mia Tremblay', '+16135550121', 'plusOne', 'connected'],
	['CA', 'Lucas Roy', '+16135550101', 'plusOne', 'busy'],
	['CA', 'Zoe Gagnon', '+16135550107', 'plusOne', 'screened'],
	['GB', 'Oliver Hughes', '+442079460130', 'GB', 'connected'],
	['GB', 'Amelia Clarke', '+442079460103', 'GB', 'rejected'],
	['GB', 'George Patel', '+442079460110', 'GB', 'connected'],
	['DE', 'Emma Fischer', '+493023125031', 'DE', 'connected'],
	['DE', 'Paul Wagner', '+493023125002', 'DE', 'noAnswer'],
	['DE', 'Lina Becker', '+493023125004', 'DE', 'unreachable'],
	['FR', 'Louise Martin', '+33199000140', 'FR', 'connected'],
	['FR', 'Jules Bernard', '+33199000106', 'FR', 'voicemail'],
	['FR', 'Alice Petit', '+33199000111', 'FR', 'connected'],
	['ES', 'Martina Lopez', '+34910123450', 'ES', 'connected'],
	['ES', 'Hugo Garcia', '+34910123405', 'ES', 'invalidNumber'],
	['ES', 'Lucia Moreno', '+34910123501', 'ES', 'busy'],
	['AU', 'Jack Wilson', '+61255500160', 'AU', 'connected'],
	['AU', 'Isla Nguyen', '+61255500114', 'AU', 'unreachable'],
	['AU', 'Leo Taylor', '+61255500108', 'AU', 'noAnswer'],
	['SE', 'Alma Lindberg', '+46846500470', 'DE', 'connected'],
	['SE', 'Nils Holm', '+46846500407', 'DE', 'screened'],
	['SE', 'Saga Ek', '+46846500402', 'DE', 'noAnswer'],
];

export const CONTACTS: readonly Contact[] = Object.freeze(
	ROWS.map(([country, name, phone, callerId, expectedOutcome], index) => ({
		contact_id: `contact_${String(index + 1).padStart(2, '0')}`,
		name,
		country,
		phone,
		expectedCallerIds: CALLER_IDS[callerId],
		expectedOutcome,
	})),
);
