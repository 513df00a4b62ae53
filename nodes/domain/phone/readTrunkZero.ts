import { readInternational, type Reading } from './reading';
import type { Ambiguity } from './readWithoutPlus';

/**
 * `+44 (0)20 7946 0958`: the zero is dialed inside the country only. Italy's numbers begin with a zero of their own,
 * which some write in brackets, too; there the plan says which of the two is a number.
 * @param digits of the international number, the zero among them
 * @param at how many digits come before the zero
 */
export function readTrunkZero(digits: string, at: number): Reading | Ambiguity | undefined {
	const without = readInternational(digits.slice(0, at) + digits.slice(at + 1), ['trunkPrefix']);
	const kept = readInternational(digits);
	if (kept?.grade !== 'valid' || kept.e164 === without?.e164) return without;
	return without?.grade === 'valid' ? { kind: 'ambiguous', readings: [without, kept] } : kept;
}
