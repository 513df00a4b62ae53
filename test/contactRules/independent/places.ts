/** A number, and where its owner may be by a map of the area codes and zones of its country. */
export interface TestPlace {
	readonly number: string;
	readonly country: string;
	readonly areas: readonly string[];
	readonly zones: readonly string[];
	readonly numberType: string;
	/** The state as the contact's record gives it. */
	readonly givenArea?: string;
	/** The zone as the contact's record gives it. */
	readonly givenZone?: string;
}

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';
const AUSTRALIA = ['Perth', 'Eucla', 'Darwin', 'Adelaide', 'Brisbane', 'Sydney', 'Lord_Howe'];
const UNITED_STATES = [
	...[EASTERN, CENTRAL, MOUNTAIN, PACIFIC],
	...['America/Anchorage', 'America/Adak', 'America/Phoenix', 'Pacific/Honolulu'],
];

const STATES: Readonly<Record<string, readonly [code: string, ...zones: string[]]>> = {
	AL: ['205', CENTRAL],
	AK: ['907', 'America/Anchorage', 'America/Adak'],
	AZ: ['602', 'America/Phoenix'],
	CA: ['415', PACIFIC],
	CT: ['203', EASTERN],
	FL: ['305', EASTERN],
	GA: ['404', EASTERN],
	HI: ['808', 'Pacific/Honolulu'],
	ID: ['208', MOUNTAIN, PACIFIC],
	IL: ['312', CENTRAL],
	KY: ['502', EASTERN],
	LA: ['504', CENTRAL],
	MA: ['617', EASTERN],
	MD: ['410', EASTERN],
	ME: ['207', EASTERN],
	MI: ['313', EASTERN],
	MN: ['612', CENTRAL],
	MS: ['601', CENTRAL],
	NM: ['505', MOUNTAIN],
	NV: ['702', PACIFIC],
	NY: ['212', EASTERN],
	OK: ['405', CENTRAL],
	OR: ['503', PACIFIC],
	PA: ['215', EASTERN],
	RI: ['401', EASTERN],
	SD: ['605', CENTRAL, MOUNTAIN],
	TX: ['713', CENTRAL],
	UT: ['801', MOUNTAIN],
	VA: ['804', EASTERN],
	WA: ['206', PACIFIC],
	WY: ['307', MOUNTAIN],
};

const COUNTRIES: Readonly<Record<string, readonly [number: string, type: string, ...zones: string[]]>> = {
	AE: ['+971501234567', 'MOBILE', 'Asia/Dubai'],
	AT: ['+4312345678', 'FIXED_LINE', 'Europe/Vienna'],
	AU: ['+61412345678', 'MOBILE', ...AUSTRALIA.map((city) => `Australia/${city}`)],
	BE: ['+3225551234', 'FIXED_LINE', 'Europe/Brussels'],
	CH: ['+41442345678', 'FIXED_LINE', 'Europe/Zurich'],
	CO: ['+576012345678', 'FIXED_LINE', 'America/Bogota'],
	DE: ['+4930123456', 'FIXED_LINE', 'Europe/Berlin'],
	DK: ['+4532123456', 'FIXED_LINE_OR_MOBILE', 'Europe/Copenhagen'],
	ES: ['+34612345678', 'MOBILE', 'Europe/Madrid', 'Atlantic/Canary'],
	FI: ['+358912345678', 'FIXED_LINE', 'Europe/Helsinki'],
	FR: ['+33142685300', 'FIXED_LINE', 'Europe/Paris'],
	GB: ['+442079460123', 'FIXED_LINE', 'Europe/London'],
	HK: ['+85221234567', 'FIXED_LINE', 'Asia/Hong_Kong'],
	IE: ['+353850123456', 'MOBILE', 'Europe/Dublin'],
	IL: ['+97221234567', 'FIXED_LINE', 'Asia/Jerusalem'],
	IN: ['+918123456789', 'MOBILE', 'Asia/Kolkata'],
	IT: ['+390212345678', 'FIXED_LINE', 'Europe/Rome'],
	JP: ['+81312345678', 'FIXED_LINE', 'Asia/Tokyo'],
	KR: ['+8221234567', 'FIXED_LINE', 'Asia/Seoul'],
	LU: ['+35227123456', 'FIXED_LINE', 'Europe/Luxembourg'],
	NL: ['+31101234567', 'FIXED_LINE', 'Europe/Amsterdam'],
	NO: ['+4722123456', 'FIXED_LINE', 'Europe/Oslo'],
	NZ: ['+6432345678', 'FIXED_LINE', 'Pacific/Auckland', 'Pacific/Chatham'],
	PE: ['+5111234567', 'FIXED_LINE', 'America/Lima'],
	PL: ['+48123456789', 'FIXED_LINE', 'Europe/Warsaw'],
	PT: ['+351212345678', 'FIXED_LINE', 'Europe/Lisbon'],
	SE: ['+468123456', 'FIXED_LINE', 'Europe/Stockholm'],
	SG: ['+6561234567', 'FIXED_LINE', 'Asia/Singapore'],
	TR: ['+902121234567', 'FIXED_LINE', 'Europe/Istanbul'],
	ZA: ['+27211234567', 'FIXED_LINE', 'Africa/Johannesburg'],
};

const american = { country: 'US', numberType: 'FIXED_LINE_OR_MOBILE' };
const canadian = { country: 'CA', numberType: 'FIXED_LINE_OR_MOBILE' };

/** Every state and country that the table knows, in each way in which a contact's place may be known. */
export const PLACES: readonly TestPlace[] = [
	...Object.entries(STATES).map(([state, [code, ...zones]]) => ({
		...american,
		...{ number: `+1${code}5550123`, areas: [`US-${state}`], zones },
	})),
	...Object.entries(COUNTRIES).map(([country, [number, numberType, ...zones]]) => ({
		...{ number, country, areas: [], zones, numberType },
	})),
	{ ...american, number: '+18505550123', areas: ['US-FL'], zones: [EASTERN, CENTRAL] },
	{ ...american, number: '+19155550123', areas: ['US-TX'], zones: [MOUNTAIN] },
	{ ...american, number: '+18005550123', areas: [], zones: UNITED_STATES, numberType: 'TOLL_FREE' },
	{ ...american, number: '+12125550123', areas: ['US-UT'], zones: [MOUNTAIN], givenArea: 'Utah' },
	{ ...american, number: '+18505550123', areas: ['US-FL'], zones: [CENTRAL], givenZone: CENTRAL },
	{ ...american, number: '+16015550123', areas: ['US-MS'], zones: [PACIFIC], givenZone: PACIFIC },
	{ ...canadian, number: '+14165550123', areas: ['CA-ON'], zones: ['America/Toronto'] },
	{ ...canadian, number: '+16045550123', areas: ['CA-BC'], zones: ['America/Vancouver'] },
	{ ...canadian, number: '+17095550123', areas: ['CA-NL'], zones: ['America/St_Johns', 'America/Goose_Bay'] },
];
