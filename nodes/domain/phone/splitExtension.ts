/** Words for an extension; those of Google's library, and the usual ones of a few languages. */
const WORDS =
	'ext(?:ension|n)?|extn|xtn|extensi[oó]n|доб(?:авочный)?|anexo|int(?:erno)?|ramal|poste|durchwahl|dw|toestel';

/**
 * After the last digit of a number: a word and up to fifteen digits, or `x`, `#` or pauses (`,,`) and up to six, which
 * are too few to be a second number.
 */
const EXTENSION = new RegExp(
	`^(.*\\d[)\\]]?)\\s*(?:[,;(]?\\s*(?:${WORDS})\\s*[.:#-]*\\s*(\\d{1,15})|\\s*(?:x\\s*|#\\s*|,{2,}\\s*)(\\d{1,6}))#?\\s*\\)?$`,
	'iu',
);

/** `+44 20 7946 0958 ext. 12` as the number and the extension that is dialed after the answer. */
export function splitExtension(text: string): { number: string; extension?: string } {
	const [, number, worded, short] = EXTENSION.exec(text) ?? [];
	return number === undefined ? { number: text } : { number, extension: worded ?? short };
}
