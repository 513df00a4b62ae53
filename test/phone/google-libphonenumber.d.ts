/** The part of Google's library that serves as oracle; it ships no types of its own. */
declare module 'google-libphonenumber' {
	export type PhoneNumberType = number;
	export const PhoneNumberType: Readonly<Record<string, PhoneNumberType>>;
	export const PhoneNumberFormat: Readonly<Record<'E164' | 'INTERNATIONAL' | 'NATIONAL' | 'RFC3966', number>>;
	export interface GooglePhoneNumber {
		getCountryCode(): number;
	}
	export class PhoneNumberUtil {
		static getInstance(): PhoneNumberUtil;
		getSupportedRegions(): string[];
		parse(text: string, region: string): GooglePhoneNumber;
		isValidNumber(number: GooglePhoneNumber): boolean;
		getNumberType(number: GooglePhoneNumber): PhoneNumberType;
		getSupportedCallingCodes(): number[];
		getExampleNumberForType(region: string, type: PhoneNumberType): GooglePhoneNumber | null;
		getExampleNumberForNonGeoEntity(callingCode: number): GooglePhoneNumber;
		parse(number: string): GooglePhoneNumber;
		getNumberType(number: GooglePhoneNumber): PhoneNumberType;
		getRegionCodeForNumber(number: GooglePhoneNumber): string | undefined;
		getRegionCodeForCountryCode(callingCode: number): string;
		getNationalSignificantNumber(number: GooglePhoneNumber): string;
		getNddPrefixForRegion(region: string, stripNonDigits: boolean): string | null;
		format(number: GooglePhoneNumber, format: number): string;
	}
	export class ShortNumberInfo {
		isEmergencyNumber(number: string, region: string): boolean;
		getExampleShortNumber(region: string): string;
	}
}
