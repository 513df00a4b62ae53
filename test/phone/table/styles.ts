import type { Example } from '../googleExamples';

/** A number to write, with the country in which it is written. */
export interface Written extends Example {
	/** Digits of the calling code. */
	callingCode: string;
	/** The national significant number. */
	nationalNumber: string;
	/** The trunk prefix of the number's own plan, as Google's library gives it; empty for none. */
	trunkPrefix: string;
}

export interface Style {
	name: string;
	/** The number in this style; undefined where a number has none. */
	write(number: Written): unknown;
	/** Whether people of other countries write a number so; the rest is for the number's own country. */
	isInternational: boolean;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const fullWidth = (text: string): string =>
	text.replace(/[+\d]/g, (c) => String.fromCodePoint((c.codePointAt(0) as number) + 0xfee0));
const arabicIndic = (text: string): string =>
	text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
const separated = (text: string, separator: string): string => text.replace(/[\s-]+/g, separator);
/** What a spreadsheet keeps of digits as a number. */
const asNumber = (digits: string): number | undefined => {
	const number = Number(digits);
	return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};
/** Only formats with digits and separators: no `*` or letters. */
const international = (name: string, write: Style['write']): Style => ({ name, write, isInternational: true });
const atHome = (name: string, write: Style['write']): Style => ({ name, write, isInternational: false });

/** Every way of writing a number that a list of contacts may have. */
export const STYLES: readonly Style[] = [
	international('E.164', ({ e164 }) => e164),
	international('international with spaces', ({ international }) => separated(international, ' ')),
	international('international with hyphens', ({ international }) => separated(international, '-')),
	international('international with dots', ({ international }) => separated(international, '.')),
	international('international with no-break spaces', ({ international }) => separated(international, '\u00a0')),
	international('RFC 3966', ({ rfc3966 }) => rfc3966),
	international('calling code in brackets', ({ callingCode, international }) =>
		international.replace(`+${callingCode}`, `(+${callingCode})`),
	),
	international('00 for +', ({ e164 }) => `00${e164.slice(1)}`),
	international('011 for +', ({ e164 }) => `011 ${e164.slice(1)}`),
	international('+00 for +', ({ e164 }) => `+00${e164.slice(1)}`),
	international('full-width', ({ international }) => fullWidth(international)),
	international('Arabic-Indic digits', ({ e164 }) => arabicIndic(e164)),
	international('with extension', ({ international }) => `${international} ext. 4711`),
	international('trunk zero in brackets', ({ callingCode, trunkPrefix, nationalNumber }) =>
		trunkPrefix === '0' ? `+${callingCode} (0)${nationalNumber}` : undefined,
	),
	international('trunk prefix after the calling code', ({ callingCode, trunkPrefix, nationalNumber }) =>
		trunkPrefix ? `+${callingCode} ${trunkPrefix}${nationalNumber}` : undefined,
	),
	international('E.164 with decimals', ({ e164 }) => `${e164}.0`),
	international('E.164 without plus', ({ e164 }) => e164.slice(1)),
	international('E.164 without plus, as a number', ({ e164 }) => asNumber(e164.slice(1))),
	international('E.164 without plus, with decimals', ({ e164 }) => `${e164.slice(1)}.0`),
	international('international without plus', ({ international }) => international.slice(1)),
	international('international without plus, hyphens', ({ international }) => separated(international.slice(1), '-')),
	atHome('national', ({ national }) => national),
	atHome('national, digits only', ({ national }) => digitsOf(national)),
	atHome('national with slash', ({ national, trunkPrefix }) =>
		trunkPrefix === '0' && /^\(?0\d{1,5}\)?[ -]\d/.test(national) ? national.replace(/\)?[ -]/, '/') : undefined,
	),
	atHome('national with extension', ({ national }) => `${national} x123`),
	atHome('national as a number', ({ national }) => asNumber(digitsOf(national))),
	atHome('national with decimals', ({ national }) => `${digitsOf(national)}.0`),
	atHome('significant number', ({ nationalNumber }) => nationalNumber),
	atHome('significant number as a number', ({ nationalNumber }) => asNumber(nationalNumber)),
];
