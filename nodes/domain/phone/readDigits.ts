/** Words before or after a number that only say what kind of line it is; others may say "do not call". */
const LABEL =
	'tel(?:ephone|efon)?|tél(?:éphone)?|phone|ph|mobile?|mob|móvil|cell(?:phone|ular)?|handy|call|work|home|office|direct';
const LABEL_BEFORE = new RegExp(
	`^(?:[☎☏✆📞📱]\\s*)?(?:(?:${LABEL})\\s*(?:no|nr|number)?[.:]*\\s*(?=[\\d+(])|[tmp]\\s*[.:]\\s*(?=[\\d+(]))?`,
	'iu',
);
const LABEL_AFTER = new RegExp(`\\s*\\((?:${LABEL})\\)$`, 'iu');
/** Every dash of Unicode, the minus sign, and the Japanese long-vowel mark that stands for one. */
const DASHES = /[\p{Pd}\u2212\u30fc_]/gu;
/** A second number, or a list of them. */
const SEVERAL = /[,;|&\n]|\d\s*(?:\/|\bor\b|\band\b|\boder\b|\bou\b)\s*[+\d(]|\+.*\+/i;

/** With the trunk zero, as in 033203 (Kleinmachnow). */
const LONGEST_AREA_CODE = 6;
const LONGEST_CALLING_CODE = 3;

/** A date, as a column beside the number's has it. */
const DATE =
	/^(?:(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d)$/;

const ALLOWED = /^[\d+\s().[\]/·•-]+$/;

export interface WrittenDigits {
	/** Whether a plus, or the 00 that many write for it, comes first. */
	hasPlus: boolean;
	digits: string;
	/** The text without labels. */
	text: string;
	/** The digits as they were grouped, for telling how a number was meant; one group when nothing separates them. */
	groups: readonly string[];
	/** How many digits come before a lone trunk zero in brackets: 2 in `+44 (0)20`. */
	trunkZeroAt?: number;
}

export type NotDigits = 'several' | 'words' | 'date' | 'unclear';

/** A slash may follow an area code, as in `030/123456`; `…0958/59` and `…0958/0209…` are two numbers. */
function hasClearSlashes(text: string): boolean {
	const parts = text.split('/').map((part) => part.replace(/[^\d+]/g, ''));
	if (parts.length === 1) return true;
	// All groups of an international number: +49/30/123456.
	if (text.startsWith('+') && !/[^+\d/]/.test(text)) return parts[parts.length - 1].length >= 3;
	if (parts.length > 2) return false;
	const [before, after] = parts;
	const areaCode = before.replace(/^(?:\+|00)/, '');
	const longest = areaCode === before ? LONGEST_AREA_CODE : LONGEST_AREA_CODE + LONGEST_CALLING_CODE;
	return areaCode.length <= longest && after.length >= 4 && !/^0\d{7}/.test(after);
}

/** A short group in brackets at the end may be a count, an extension or a note. */
const endsInNote = (text: string): boolean => /[([]\s*\d{1,4}\s*[)\]]$/.test(text);

function readPlus(text: string): { hasPlus: boolean; rest: string } | undefined {
	const [, plus, rest] = /^([([]?\s*\+\s*[([]?\s*)?(.*)$/.exec(text) ?? [];
	if (rest === undefined || rest.includes('+')) return undefined;
	return { hasPlus: plus !== undefined, rest };
}

/** The digits of a text that is a phone number and nothing else. */
export function readDigits(given: string): WrittenDigits | NotDigits {
	const text = given.replace(LABEL_BEFORE, '').replace(LABEL_AFTER, '').replace(DASHES, '-').trim();
	if (!/\d/.test(text)) return 'unclear';
	if (/\p{L}/u.test(text)) return SEVERAL.test(text) ? 'several' : 'words';
	if (!ALLOWED.test(text)) return SEVERAL.test(text) ? 'several' : 'unclear';
	if (DATE.test(text)) return 'date';
	if (!hasClearSlashes(text)) return 'several';
	const start = readPlus(text);
	if (!start) return 'several';
	if (endsInNote(start.rest)) return 'unclear';
	const zero = /^(.*?\d.*?)[([]\s*0\s*[)\]]/.exec(start.rest);
	const groups = start.rest.match(/\d+/g) as string[];
	return {
		hasPlus: start.hasPlus,
		digits: groups.join(''),
		text,
		groups,
		...(zero && { trunkZeroAt: zero[1].replace(/\D/g, '').length }),
	};
}
