import { isInvalid } from '../result';
import type { CountryNumbers, Pool, PoolEntry, PoolIndex, RowProblem, Tie } from './pool';
import { readActiveColumn } from './readCells';
import { readRow, type RowSettings } from './readRow';

export interface PoolSettings extends Omit<RowSettings, 'activeColumn'> {
	/** Whether a number whose row names no prefixes is local to its own area. */
	areaCodes: boolean;
}

/** Numbers that belong to a place. */
const LOCAL: ReadonlySet<string | undefined> = new Set(['FIXED_LINE', 'FIXED_LINE_OR_MOBILE']);
/** Numbers that people do not expect a call from, whatever their country. */
const NON_GEOGRAPHIC: ReadonlySet<string | undefined> = new Set(['TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE']);

const AREA_CODE_LENGTH = 3;

/** In +1 mobile numbers have an area code, too, and so have those in one that is newer than the library. */
const isLocal = ({ type, callingCode }: PoolEntry): boolean =>
	LOCAL.has(type) || (callingCode === '1' && (type === undefined || type === 'MOBILE'));

/** The prefixes by which a number is found: its row's, else its own area code where that has a fixed length. */
function servedBy(entry: PoolEntry, areaCodes: boolean): readonly string[] {
	if (entry.prefixes.length > 0 || !areaCodes || entry.callingCode !== '1' || !isLocal(entry)) return entry.prefixes;
	return [entry.nationalNumber.slice(0, AREA_CODE_LENGTH)];
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
	const known = map.get(key);
	if (known !== undefined) return known;
	const created = create();
	map.set(key, created);
	return created;
}

const emptyIndex = (): PoolIndex => ({ byCountry: new Map(), byCallingCode: new Map() });
const emptyTie = (): Tie => ({ entries: [], byWeight: undefined, alike: undefined });
const emptyCountry = (): CountryNumbers => ({
	general: emptyTie(),
	regional: emptyTie(),
	nonGeographic: emptyTie(),
	byPrefix: new Map(),
	prefixLengths: [],
	places: [],
	nearby: new Map(),
});

/** What numbers of a country are first asked for: those of the whole country, of a part of it, or neither. */
function groupOf(numbers: CountryNumbers, { type, prefixes }: PoolEntry): Tie {
	if (prefixes.length > 0) return numbers.regional;
	return NON_GEOGRAPHIC.has(type) ? numbers.nonGeographic : numbers.general;
}

function addToCountry(numbers: CountryNumbers, entry: PoolEntry, areaCodes: boolean): void {
	groupOf(numbers, entry).entries.push(entry);
	const served = new Set(servedBy(entry, areaCodes));
	for (const prefix of served) {
		getOrAdd(numbers.byPrefix, prefix, emptyTie).entries.push(entry);
		if (!numbers.prefixLengths.includes(prefix.length)) numbers.prefixLengths.push(prefix.length);
	}
	if (!areaCodes) return;
	const own = served.size > 0 ? [...served] : isLocal(entry) ? [entry.nationalNumber] : [];
	for (const digits of own) numbers.places.push({ digits, entry });
}

function add(index: PoolIndex, entry: PoolEntry, areaCodes: boolean): void {
	groupOf(getOrAdd(index.byCallingCode, entry.callingCode, emptyCountry), entry).entries.push(entry);
	if (entry.country) addToCountry(getOrAdd(index.byCountry, entry.country, emptyCountry), entry, areaCodes);
}

function sort({ byCountry }: PoolIndex): void {
	for (const numbers of byCountry.values()) {
		numbers.prefixLengths.sort((a, b) => b - a);
		numbers.places.sort((a, b) => (a.digits < b.digits ? -1 : 1));
	}
}

/**
 * Reads a pool once for a whole run.
 * @param rows one object per number; see `readRow`
 * @returns the pool, with every row that is invalid, a duplicate, inactive or out of its dates named in `problems`
 */
export function compilePool(rows: readonly unknown[], { areaCodes, ...settings }: PoolSettings): Pool {
	const problems: RowProblem[] = [];
	const byNumber = new Map<string, PoolEntry>();
	const index = emptyIndex();
	const bySeat = new Map<string, PoolIndex>();
	const byCampaign = new Map<string, PoolIndex>();
	const activeColumn = readActiveColumn(rows);
	rows.forEach((row, position) => {
		const entry = readRow(row, position + 1, { ...settings, activeColumn });
		if (isInvalid(entry)) return problems.push({ row: position + 1, rule: entry.rule });
		const first = byNumber.get(entry.number);
		if (first)
			return problems.push({ row: position + 1, rule: `The number ${entry.number} is already in row ${first.row}.` });
		byNumber.set(entry.number, entry);
		add(index, entry, areaCodes);
		if (entry.seatId) add(getOrAdd(bySeat, entry.seatId, emptyIndex), entry, areaCodes);
		if (entry.campaign) add(getOrAdd(byCampaign, entry.campaign, emptyIndex), entry, areaCodes);
		return undefined;
	});
	for (const owned of [index, ...bySeat.values(), ...byCampaign.values()]) sort(owned);
	return { entries: [...byNumber.values()], problems, byNumber, index, bySeat, byCampaign };
}
