import { invalid, type Invalid } from '../result';

/** Why a text is not read, for programs; `rule` says it in a sentence. */
export type RefusalCode =
	'notANumber' | 'shortCode' | 'damaged' | 'several' | 'ambiguous' | 'unknownCountry' | 'notValid';

export interface UnparsedNumber extends Invalid {
	/** What was given; empty when it is not text or a number. */
	input: string;
	code: RefusalCode;
}

const MAX_SHOWN = 40;

/** Quotes what was given, so that it can be found in a list. */
export const quote = (text: string): string =>
	`"${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}"`.replace(/\p{Cc}/gu, ' ');

export function refuse(input: unknown, code: RefusalCode, rule: string): UnparsedNumber {
	const isText = typeof input === 'string' || typeof input === 'number' || typeof input === 'bigint';
	return { ...invalid(rule), input: isText ? String(input) : '', code };
}
