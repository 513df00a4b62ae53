import { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil, type GooglePhoneNumber } from 'google-libphonenumber';

export const google = PhoneNumberUtil.getInstance();

export interface Example {
	region: string;
	type: string;
	e164: string;
	national: string;
	international: string;
	rfc3966: string;
	/** What Google's own library answers for the number's country; undefined for none. */
	country: string | undefined;
}

/** The calling codes that belong to no country. */
export const NON_GEOGRAPHIC_CODES = [800, 808, 870, 878, 881, 882, 883, 888, 979];

function describeNumber(region: string, type: string, number: GooglePhoneNumber): Example {
	const country = google.getRegionCodeForNumber(number);
	return {
		region,
		type,
		e164: google.format(number, PhoneNumberFormat.E164),
		national: google.format(number, PhoneNumberFormat.NATIONAL),
		international: google.format(number, PhoneNumberFormat.INTERNATIONAL),
		rfc3966: google.format(number, PhoneNumberFormat.RFC3966),
		country: country === '001' ? undefined : country,
	};
}

export const regions: readonly string[] = google.getSupportedRegions();

/** One example number of every region and type that Google's library knows. */
export const googleExamples: readonly Example[] = regions.flatMap((region) =>
	Object.entries(PhoneNumberType)
		.filter(([, type]) => type >= 0)
		.flatMap(([name, type]) => {
			const number = google.getExampleNumberForType(region, type);
			return number ? [describeNumber(region, name, number)] : [];
		}),
);

export const nonGeographicExamples: readonly Example[] = NON_GEOGRAPHIC_CODES.map((code) =>
	describeNumber('001', 'ANY', google.getExampleNumberForNonGeoEntity(code)),
);
