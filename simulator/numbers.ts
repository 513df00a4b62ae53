/** A number that the simulated account owns. */
export interface ProvisionedNumber {
	id: string;
	/** E.164 */
	number: string;
	/** ISO 3166-1 alpha-2 */
	country: string;
	/** The seat that the number is dedicated to. */
	seatId?: string;
}

export interface SimulatedAgent {
	id: string;
	name: string;
	/** E.164 number of the agent's own phone. */
	phone: string;
}

/** Eight countries, two numbers in the first, so that local presence has something to choose from. */
export const DEFAULT_NUMBERS: readonly ProvisionedNumber[] = Object.freeze([
	{ id: 'did_us_1001', number: '+12025550143', country: 'US' },
	{ id: 'did_us_1002', number: '+14155550132', country: 'US' },
	{ id: 'did_ca_1011', number: '+16135550123', country: 'CA' },
	{ id: 'did_gb_1044', number: '+442079460958', country: 'GB' },
	{ id: 'did_de_1092', number: '+493023125001', country: 'DE' },
	{ id: 'did_fr_1033', number: '+33199005501', country: 'FR' },
	{ id: 'did_es_1034', number: '+34910123401', country: 'ES' },
	{ id: 'did_nl_1031', number: '+31201234567', country: 'NL' },
	{ id: 'did_au_1061', number: '+61255501234', country: 'AU' },
]);

export const DEFAULT_AGENTS: readonly SimulatedAgent[] = Object.freeze([
	{ id: 'seat_0481ab', name: 'Ada', phone: '+12025550199' },
	{ id: 'seat_0482cd', name: 'Grace', phone: '+442079460999' },
	{ id: 'agent.017', name: 'Katherine', phone: '+919876543211' },
]);
