import { CODES_WITHOUT_COUNTRY, COUNTRIES_OF_CODE, numberingPlanOf, type NumberingPlan } from './libphonenumber';

/** In the order in which Google's library asks; a number that is both comes back as `FIXED_LINE_OR_MOBILE`. */
const TYPES = [
	'FIXED_LINE',
	'MOBILE',
	'PREMIUM_RATE',
	'TOLL_FREE',
	'SHARED_COST',
	'VOIP',
	'PERSONAL_NUMBER',
	'PAGER',
	'UAN',
	'VOICEMAIL',
] as const;

/** One country's plan with its patterns compiled: the library compiles them for every number. */
interface Plan {
	country?: string;
	leadingDigits?: RegExp;
	lengths: ReadonlySet<number>;
	general: RegExp;
	types: ReadonlyArray<{ name: string; pattern: RegExp; lengths?: ReadonlySet<number> }>;
	/** The plan has one pattern for fixed and mobile numbers, as +1 has. */
	isMobileFixed: boolean;
	formats: ReadonlyArray<{ pattern: RegExp; leadingDigits?: RegExp }>;
}

const entirely = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const fromStart = (pattern: string): RegExp => new RegExp(`^(?:${pattern})`);

function typesOf(plan: NumberingPlan): Plan['types'] {
	return TYPES.flatMap((name) => {
		const type = plan.type(name);
		const pattern = type?.pattern();
		if (!pattern) return [];
		const lengths = type?.possibleLengths();
		return [{ name, pattern: entirely(pattern), ...(lengths && { lengths: new Set(lengths) }) }];
	});
}

function compile(key: string, country: string | undefined): Plan {
	const plan = numberingPlanOf(key);
	const leadingDigits = plan.leadingDigits();
	return {
		country,
		...(leadingDigits && { leadingDigits: fromStart(leadingDigits) }),
		lengths: new Set(plan.possibleLengths()),
		general: entirely(plan.nationalNumberPattern()),
		types: typesOf(plan),
		isMobileFixed: !plan.type('MOBILE')?.pattern(),
		formats: plan.formats().map((format) => {
			const patterns = format.leadingDigitsPatterns();
			const last = patterns[patterns.length - 1];
			return { pattern: entirely(format.pattern()), ...(last && { leadingDigits: fromStart(last) }) };
		}),
	};
}

const compiled = new Map<string, readonly Plan[]>();

/** The plans under a calling code, the main country's first; compiled when the first number of the code comes. */
function plansOf(callingCode: string): readonly Plan[] {
	const known = compiled.get(callingCode);
	if (known) return known;
	const countries = COUNTRIES_OF_CODE[callingCode];
	const plans = countries ? countries.map((country) => compile(country, country)) : [compile(callingCode, undefined)];
	compiled.set(callingCode, plans);
	return plans;
}

const CALLING_CODES: ReadonlySet<string> = new Set([...Object.keys(COUNTRIES_OF_CODE), ...CODES_WITHOUT_COUNTRY]);

/** @param digits of an international number; undefined when no calling code begins it */
export function splitCallingCode(digits: string): { callingCode: string; nationalNumber: string } | undefined {
	for (let length = 1; length <= 3; length++) {
		const callingCode = digits.slice(0, length);
		// No calling code begins another one (ITU-T E.164).
		if (CALLING_CODES.has(callingCode)) return { callingCode, nationalNumber: digits.slice(length) };
	}
	return undefined;
}

function typeIn(plan: Plan, nationalNumber: string): string | undefined {
	if (!plan.general.test(nationalNumber)) return undefined;
	const matches = ({ pattern, lengths }: Plan['types'][number]): boolean =>
		(!lengths || lengths.has(nationalNumber.length)) && pattern.test(nationalNumber);
	const type = plan.types.find(matches);
	if (type?.name !== 'FIXED_LINE') return type?.name;
	const isMobile = plan.isMobileFixed || plan.types.some((other) => other.name === 'MOBILE' && matches(other));
	return isMobile ? 'FIXED_LINE_OR_MOBILE' : 'FIXED_LINE';
}

export interface Identity {
	/** ISO 3166-1 alpha-2; absent for a number of a shared calling code that no country's plan knows. */
	country?: string;
	/** Absent when the plan does not know the number. */
	type?: string;
	/** Whether the plan has numbers of this length. */
	hasLength: boolean;
	/** The lengths that the plan has. */
	lengths: ReadonlySet<number>;
}

/** What the plan under a calling code says of a national number: as `getType` and `country` of the library, only faster. */
export function identify(callingCode: string, nationalNumber: string): Identity {
	const plans = plansOf(callingCode);
	const plan =
		plans.length === 1
			? plans[0]
			: plans.find(({ leadingDigits }, i) =>
					leadingDigits ? leadingDigits.test(nationalNumber) : typeIn(plans[i], nationalNumber) !== undefined,
				);
	const { lengths } = plan ?? plans[0];
	return {
		country: plan?.country,
		type: plan && typeIn(plan, nationalNumber),
		hasLength: lengths.has(nationalNumber.length),
		lengths,
	};
}

/** How many digits a geographic number's area code has: those of the first group in which the plan writes it. */
export function areaCodeLength(callingCode: string, nationalNumber: string): number {
	const { formats } = plansOf(callingCode)[0];
	const format = formats.find(
		({ pattern, leadingDigits }) =>
			(!leadingDigits || leadingDigits.test(nationalNumber)) && pattern.test(nationalNumber),
	);
	return format?.pattern.exec(nationalNumber)?.[1]?.length ?? 0;
}
