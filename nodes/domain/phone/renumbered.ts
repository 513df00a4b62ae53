interface Renumbering {
	callingCode: string;
	old: RegExp;
	now: string;
}

/** Plans that changed while people's lists did not. Each old number became one new number, so that one is meant. */
const RENUMBERINGS: readonly Renumbering[] = [
	// Benin, 30 November 2024: 01 before every number. https://fr.allafrica.com/stories/202411300249.html
	{ callingCode: '229', old: /^(\d{8})$/, now: '01$1' },
	// Mexico, 3 August 2019: no 1 before mobile numbers, no 01, 044 and 045 before any. https://mexiconewsdaily.com/news/telephone-dialing-changes-now-in-effect
	{ callingCode: '52', old: /^(?:1|01|044|045)(\d{10})$/, now: '$1' },
	// Brazil, 2012 to 2016: 9 before every mobile number (Anatel, Resolução 553/2010).
	{ callingCode: '55', old: /^([1-9]{2})([6-9]\d{7})$/, now: '$19$2' },
	// Colombia, 1 September 2021: 60 before every fixed-line number (CRC, Resolución 5826/2019).
	{ callingCode: '57', old: /^([124-8]\d{7})$/, now: '60$1' },
];

/** Whether a plan had such numbers until it changed: those above, and Victoria Falls' 013, which is 083 28 today. */
export const isOldForm = (callingCode: string, nationalNumber: string): boolean =>
	renumbered(callingCode, nationalNumber) !== undefined || (callingCode === '263' && /^13\d{5}$/.test(nationalNumber));

/** The national number that an old one became; undefined where the plan did not change so. */
export function renumbered(callingCode: string, nationalNumber: string): string | undefined {
	const change = RENUMBERINGS.find((entry) => entry.callingCode === callingCode && entry.old.test(nationalNumber));
	return change && nationalNumber.replace(change.old, change.now);
}
