import { callingCodeOf, mainCountry, parseNumber, readCountry } from '../phone';
import { invalid, isInvalid, type Invalid } from '../result';
import { readColumns, type RowFields } from './columns';
import type { PoolEntry } from './pool';
import { readActive, readValidity, readWeight } from './readCells';
import { readPrefixes } from './readPrefixes';
import { hashText } from './rendezvous';

export interface RowSettings {
	/** ISO 3166-1 alpha-2 for national numbers whose row names no country. */
	defaultCountry?: string;
	/** Rows that are not valid at this time are left out. */
	now: Date;
}

const text = (cell: RowFields[string]): string | undefined =>
	cell === undefined ? undefined : String(cell).trim() || undefined;

function readPlace(
	fields: RowFields,
	settings: RowSettings,
): Pick<PoolEntry, 'number' | 'callingCode' | 'country'> | Invalid {
	const country = fields.country === undefined ? undefined : readCountry(fields.country);
	if (fields.country !== undefined && !country)
		return invalid('Country must be an ISO 3166-1 alpha-2 code such as DE.');
	if (fields.number === undefined) return invalid('Number is empty.');
	const parsed = parseNumber(fields.number, country ?? settings.defaultCountry);
	if (isInvalid(parsed)) return invalid(`Number: ${parsed.rule}`);
	return {
		number: parsed.e164,
		callingCode: parsed.callingCode,
		country: country ?? parsed.country ?? mainCountry(parsed.callingCode),
	};
}

/**
 * One row of a pool, by whatever names its columns have (see `columns.ts`).
 * @returns the entry, or the rule that keeps the row out
 */
export function readRow(row: unknown, position: number, settings: RowSettings): PoolEntry | Invalid {
	if (typeof row !== 'object' || row === null || Array.isArray(row))
		return invalid('A row must be an object with a number.');
	const fields = readColumns(row as Record<string, unknown>);
	const place = readPlace(fields, settings);
	if (isInvalid(place)) return place;
	const closed = readActive(fields.active) ?? readValidity(fields, settings.now);
	if (closed) return closed;
	const weight = readWeight(fields.weight);
	if (isInvalid(weight)) return weight;
	const prefixes = readPrefixes(fields.prefixes, place.country ? callingCodeOf(place.country) : place.callingCode);
	if (isInvalid(prefixes)) return prefixes;
	const { low, high } = hashText(place.number);
	// One literal without spreads: V8 then keeps every entry in one fast shape.
	return {
		low,
		high,
		weight,
		number: place.number,
		callingCode: place.callingCode,
		country: place.country,
		didId: text(fields.didId),
		seatId: text(fields.seatId),
		campaign: text(fields.campaign),
		label: text(fields.label),
		prefixes,
		row: position,
	};
}
