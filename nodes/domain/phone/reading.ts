import { countryOfAreaCode, isAssigned } from './areaCodes';
import { parsePhoneNumberFromString, trunkPrefixOf, type CountryCode } from './libphonenumber';
import { isNanpNumber } from './nanp';
import { identify, splitCallingCode, type Identity } from './plan';
import { isOldForm, renumbered } from './renumbered';

/** What was put right on the way from the text to the number. */
export type Repair = 'lostPlus' | 'lostZero' | 'trunkPrefix' | 'decimals' | 'renumbered';

/** One way to read a text. */
export interface Reading {
	e164: string;
	callingCode: string;
	nationalNumber: string;
	country?: string;
	type?: string;
	isNewAreaCode: boolean;
	/**
	 * `unknown`: well-formed under +1, where new area codes come before the library knows them, or of a plan that has
	 * changed. `possible`: only the length fits.
	 */
	grade: 'valid' | 'unknown' | 'possible';
	repairs: readonly Repair[];
}

/** Calling code and national number together (ITU-T E.164, 6.1); the library lets a German number have 17. */
const MAX_DIGITS = 15;
/** Emergency numbers and short codes have at most this many digits; ITU-T E.164 leaves them to each country. */
export const LONGEST_SHORT_CODE = 6;

function gradeOf(callingCode: string, nationalNumber: string, identity: Identity): Reading['grade'] | undefined {
	if (identity.type !== undefined) return 'valid';
	if (callingCode === '1' && !isNanpNumber(nationalNumber)) return undefined;
	if (isNewAreaCode(callingCode, identity) || isOldForm(callingCode, nationalNumber)) return 'unknown';
	// Up to the length of a short code, only a number that its plan knows can be dialed.
	return identity.hasLength && nationalNumber.length > LONGEST_SHORT_CODE ? 'possible' : undefined;
}

/** An area code of +1 that no country's plan has: new ones come before the library knows them. */
const isNewAreaCode = (callingCode: string, { country, type }: Identity): boolean =>
	callingCode === '1' && country === undefined && type === undefined;

function readAs(callingCode: string, nationalNumber: string, repairs: readonly Repair[]): Reading | undefined {
	if (callingCode.length + nationalNumber.length > MAX_DIGITS) return undefined;
	const identity = identify(callingCode, nationalNumber);
	const isNew = isNewAreaCode(callingCode, identity);
	const isInTable = isNew && isNanpNumber(nationalNumber) && isAssigned(nationalNumber.slice(0, 3));
	const type = isInTable ? 'FIXED_LINE_OR_MOBILE' : identity.type;
	const grade = gradeOf(callingCode, nationalNumber, { ...identity, type });
	if (!grade) return undefined;
	return {
		e164: `+${callingCode}${nationalNumber}`,
		callingCode,
		nationalNumber,
		country: isNew ? countryOfAreaCode(nationalNumber.slice(0, 3)) : identity.country,
		type,
		isNewAreaCode: isNew,
		grade,
		repairs,
	};
}

const isValid = (reading: Reading | undefined): reading is Reading => reading?.grade === 'valid';

/** What is left without a trunk prefix, by the plan's own rule and by its plain prefix. */
function withoutTrunkPrefix(callingCode: string, nationalNumber: string): string[] {
	const byRule = parsePhoneNumberFromString(`+${callingCode}${nationalNumber}`)?.nationalNumber ?? nationalNumber;
	const prefix = trunkPrefixOf(callingCode);
	const plain = prefix && nationalNumber.startsWith(prefix) ? nationalNumber.slice(prefix.length) : nationalNumber;
	return [byRule, plain].filter((number) => number !== nationalNumber);
}

/** The best of a number's readings: the first valid one, else the first. */
const bestOf = (readings: ReadonlyArray<Reading | undefined>): Reading | undefined =>
	readings.find(isValid) ?? readings.find((reading) => reading !== undefined);

/** An old number as the valid one that it became. */
function readRenumbered(
	callingCode: string,
	nationalNumber: string,
	repairs: readonly Repair[] = [],
): Reading | undefined {
	const today = renumbered(callingCode, nationalNumber);
	const reading = today === undefined ? undefined : readAs(callingCode, today, [...repairs, 'renumbered']);
	return isValid(reading) ? reading : undefined;
}

/** As it is; else without a trunk prefix; else as the number that it became when its plan changed. */
export function readInternational(digits: string, repairs: readonly Repair[] = []): Reading | undefined {
	const parts = splitCallingCode(digits);
	if (!parts) return undefined;
	const { callingCode, nationalNumber } = parts;
	const asIs = readAs(callingCode, nationalNumber, repairs);
	if (isValid(asIs)) return asIs;
	const stripped = withoutTrunkPrefix(callingCode, nationalNumber).map((number) =>
		readAs(callingCode, number, [...repairs, 'trunkPrefix']),
	);
	return bestOf([...stripped, readRenumbered(callingCode, nationalNumber, repairs), asIs]);
}

/** As a person in that country writes it. */
export function readNational(digits: string, country: string): Reading | undefined {
	const phone = parsePhoneNumberFromString(digits, { defaultCountry: country as CountryCode, extract: false });
	if (!phone) return undefined;
	const { countryCallingCode: callingCode, nationalNumber } = phone;
	const asIs = readAs(callingCode, nationalNumber, phone.number === `+${digits}` ? ['lostPlus'] : []);
	return bestOf([asIs, readRenumbered(callingCode, nationalNumber)]);
}

/** A significant zero that a number could not keep: `212345678` is 02 12345678 of Milan. */
export const readWithZeros = (digits: string, callingCode: string): Reading[] =>
	['0', '00', '000'].map((zeros) => readAs(callingCode, zeros + digits, ['lostZero'])).filter(isValid);
