import { callingCodeOf, mainCountry, parseNumber, readCountry, type ParseOptions } from '../phone';
import { invalid, isInvalid, type Invalid } from '../result';
import { readActiveCell, readColumns, type RowFields } from './columns';
import type { PoolEntry } from './pool';
import { readActive, readValidity, readWeight, type ActiveColumn } from './readCells';
import { readPrefixes } from './readPrefixes';
import { hashText } from './rendezvous';

export interface RowSettings extends ParseOptions {
	/** ISO 3166-1 alpha-2 for national numbers whose row names no country. */
	defaultCountry?: string;
	/** Rows that are not valid at this time are left out. */
	now: Date;
	/** How the pool's rows say whether they are active. */
	activeColumn?: ActiveColumn;
}

const text = (cell: RowFields[string]): string | undefined =>
	cell === undefined ? undefined : String(cell).trim() || undefined;

/** The country that a row serves, and the one under which its number is read; some columns hold a calling code. */
function readRowCountry(cell: RowFields[string]): { serves?: string; reads?: string } | Invalid {
	const cells = [cell ?? []].flat();
	const serves = cells.map(readCountry).find((country) => country !== undefined);
	if (serves) return { serves, reads: serves };
	const callingCode = cells.map((one) => /^\s*\+?(\d{1,3})\s*$/.exec(String(one))?.[1]).find(Boolean);
	if (callingCode) return { reads: mainCountry(callingCode) };
	return cells.length === 0 ? {} : invalid('Country must be an ISO 3166-1 alpha-2 code such as DE.');
}

function readPlace(
	fields: RowFields,
	{ defaultCountry, withoutPlus }: RowSettings,
): Pick<PoolEntry, 'number' | 'callingCode' | 'nationalNumber' | 'country' | 'type'> | Invalid {
	const country = readRowCountry(fields.country);
	if (isInvalid(country)) return country;
	if (fields.number === undefined) return invalid('Number is empty.');
	const parsed = parseNumber(fields.number, country.reads ?? defaultCountry, { withoutPlus });
	if (isInvalid(parsed)) return invalid(`Number: ${parsed.rule}`);
	return {
		number: parsed.e164,
		callingCode: parsed.callingCode,
		nationalNumber: parsed.nationalNumber,
		country: country.serves ?? parsed.country ?? mainCountry(parsed.callingCode),
		type: parsed.type,
	};
}

const NO_COLUMN: ActiveColumn = { exists: false, saysYes: false };

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
	if (fields.unusable !== undefined) return invalid(String(fields.unusable));
	const closed =
		readActive(readActiveCell(row), settings.activeColumn ?? NO_COLUMN) ?? readValidity(fields, settings.now);
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
		nationalNumber: place.nationalNumber,
		country: place.country,
		type: place.type,
		didId: text(fields.didId),
		seatId: text(fields.seatId),
		campaign: text(fields.campaign),
		label: text(fields.label),
		prefixes,
		row: position,
	};
}
