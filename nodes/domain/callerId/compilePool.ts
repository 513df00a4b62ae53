import { numberType } from '../phone';
import { isInvalid } from '../result';
import type { CountryNumbers, Pool, PoolEntry, PoolIndex, RowProblem, Tie } from './pool';
import { readRow, type RowSettings } from './readRow';

export interface PoolSettings extends RowSettings {
	/** Whether a geographic +1 number whose row names no prefixes serves its own area code. */
	areaCodes: boolean;
}

/** Numbers that belong to a place; a toll-free number is not local to anybody. */
const GEOGRAPHIC_TYPES: ReadonlySet<string | undefined> = new Set(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE']);

/** In the North American Numbering Plan the area code is always the first three digits. */
function ownAreaCode(entry: PoolEntry): readonly string[] {
	if (entry.callingCode !== '1' || entry.prefixes.length > 0) return entry.prefixes;
	return GEOGRAPHIC_TYPES.has(numberType(entry.number)) ? [entry.number.slice(2, 5)] : [];
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
	const standing = map.get(key);
	if (standing !== undefined) return standing;
	const created = create();
	map.set(key, created);
	return created;
}

const emptyIndex = (): PoolIndex => ({ byCountry: new Map(), byCallingCode: new Map() });
const emptyTie = (): Tie => ({ entries: [], packed: undefined });
const emptyCountry = (): CountryNumbers => ({
	all: emptyTie(),
	general: emptyTie(),
	byPrefix: new Map(),
	prefixLengths: [],
});

function add(index: PoolIndex, entry: PoolEntry, served: readonly string[]): void {
	getOrAdd(index.byCallingCode, entry.callingCode, emptyTie).entries.push(entry);
	if (!entry.country) return;
	const numbers = getOrAdd(index.byCountry, entry.country, emptyCountry);
	numbers.all.entries.push(entry);
	if (entry.prefixes.length === 0) numbers.general.entries.push(entry);
	for (const prefix of new Set(served)) {
		getOrAdd(numbers.byPrefix, prefix, emptyTie).entries.push(entry);
		if (!numbers.prefixLengths.includes(prefix.length)) {
			numbers.prefixLengths.push(prefix.length);
			numbers.prefixLengths.sort((a, b) => b - a);
		}
	}
}

/**
 * Reads a pool once for a whole run.
 * @param rows one object per number; see `readRow`
 * @returns the pool, with every row that is invalid, a duplicate, inactive or out of its dates named in `problems`
 */
export function compilePool(rows: readonly unknown[], settings: PoolSettings): Pool {
	const problems: RowProblem[] = [];
	const byNumber = new Map<string, PoolEntry>();
	const index = emptyIndex();
	const bySeat = new Map<string, PoolIndex>();
	const byCampaign = new Map<string, PoolIndex>();
	rows.forEach((row, position) => {
		const entry = readRow(row, position + 1, settings);
		if (isInvalid(entry)) return problems.push({ row: position + 1, rule: entry.rule });
		const first = byNumber.get(entry.number);
		if (first)
			return problems.push({ row: position + 1, rule: `The number ${entry.number} is already in row ${first.row}.` });
		byNumber.set(entry.number, entry);
		const served = settings.areaCodes ? ownAreaCode(entry) : entry.prefixes;
		add(index, entry, served);
		if (entry.seatId) add(getOrAdd(bySeat, entry.seatId, emptyIndex), entry, served);
		if (entry.campaign) add(getOrAdd(byCampaign, entry.campaign, emptyIndex), entry, served);
		return undefined;
	});
	return { entries: [...byNumber.values()], problems, byNumber, index, bySeat, byCampaign };
}
