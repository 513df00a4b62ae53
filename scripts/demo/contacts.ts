export interface Contact {
	contact_id: string;
	name: string;
	country: string;
	phone: string;
}

/**
 * Whom the demo calls: three contacts in each of eight countries, with numbers that the national regulators keep
 * free for fiction. The last two digits choose what the simulated trunk does (`simulator/scenarios.ts`).
 */
const NUMBERS: ReadonlyArray<readonly [country: string, name: string, phone: string]> = [
	['US', 'Ava Brooks', '+12025550120'],
	['US', 'Liam Carter', '+14155550102'],
	['US', 'Noah Diaz', '+12025550106'],
	['CA', 'Mia Tremblay', '+16135550121'],
	['CA', 'Lucas Roy', '+16135550101'],
	['CA', 'Zoe Gagnon', '+16135550107'],
	['GB', 'Oliver Hughes', '+442079460130'],
	['GB', 'Amelia Clarke', '+442079460103'],
	['GB', 'George Patel', '+442079460110'],
	['DE', 'Emma Fischer', '+493023125031'],
	['DE', 'Paul Wagner', '+493023125002'],
	['DE', 'Lina Becker', '+493023125004'],
	['FR', 'Louise Martin', '+33199000140'],
	['FR', 'Jules Bernard', '+33199000106'],
	['FR', 'Alice Petit', '+33199000111'],
	['ES', 'Martina Lopez', '+34910123450'],
	['ES', 'Hugo Garcia', '+34910123405'],
	['ES', 'Lucia Moreno', '+34910123501'],
	['AU', 'Jack Wilson', '+61255500160'],
	['AU', 'Isla Nguyen', '+61255500114'],
	['AU', 'Leo Taylor', '+61255500108'],
	['SE', 'Alma Lindberg', '+46846500470'],
	['SE', 'Nils Holm', '+46846500407'],
	['SE', 'Saga Ek', '+46846500402'],
];

export const CONTACTS: readonly Contact[] = Object.freeze(
	NUMBERS.map(([country, name, phone], index) => ({ contact_id: `contact_${String(index + 1).padStart(2, '0')}`, name, country, phone })),
);
