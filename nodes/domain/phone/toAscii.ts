const IS_DIGIT = /^\p{Nd}$/u;

/**
 * Unicode keeps every script's decimal digits in runs of ten that start at zero, so a digit's value is its
 * distance from the start of its block of digits, modulo ten (Unicode Standard, 4.6 "Numeric Value").
 */
function digitValue(digit: string): string {
	const codePoint = digit.codePointAt(0) as number;
	let start = codePoint;
	while (IS_DIGIT.test(String.fromCodePoint(start - 1))) start--;
	return String((codePoint - start) % 10);
}

/**
 * The same text with full-width forms folded (NFKC), every script's decimal digits as 0-9, and without the marks
 * that copying from a contact card leaves behind: bidi and other format characters, keycaps, variation selectors.
 */
export function toAscii(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\p{Cf}\p{Me}\uFE00-\uFE0F]/gu, '')
		.replace(/[^\P{Nd}0-9]/gu, digitValue);
}
