import { compilePool, hashText, type Pool, type UsageRequest } from '../../nodes/domain/callerId';
import { parseNumber, type ParsedNumber } from '../../nodes/domain/phone';
import { isInvalid } from '../../nodes/domain/result';

export const NOW = new Date('2026-11-20T12:00:00Z');

/** A pool of plain numbers or of rows. */
export const poolOf = (rows: readonly unknown[], areaCodes = true): Pool =>
	compilePool(
		rows.map((row) => (typeof row === 'string' ? { number: row } : row)),
		{ now: NOW, areaCodes },
	);

const destination = (number: string): ParsedNumber => {
	const parsed = parseNumber(number, undefined);
	if (isInvalid(parsed)) throw new Error(`${number}: ${parsed.rule}`);
	return parsed;
};

/** A first attempt for a contact without any restriction, but for what a test says. */
export function call<T extends Partial<UsageRequest>>(to: string, more: T = {} as T) {
	const contact = more.contact ?? 'contact_1';
	return {
		destination: destination(to),
		exclude: new Set<string>(),
		lendSeatNumbers: false,
		countryMap: new Map<string, string>(),
		attempt: 1,
		strategy: 'stable' as const,
		contact,
		remember: false,
		dailyCap: Infinity,
		tie: { contact: hashText(contact), item: hashText('run 0') },
		...more,
	};
}

/** Numbers of one country that tie, `+49 30 1000000` upwards. */
export const berlin = (count: number): string[] =>
	Array.from({ length: count }, (_, i) => `+49301${String(i).padStart(6, '0')}`);
