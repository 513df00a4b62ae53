import { CANADA, UNITED_STATES } from './nanpAreas';

interface Area {
	codes: readonly string[];
	country: 'US' | 'CA';
	neighbors: Set<Area>;
}

/** An area and the names of its neighbors, before all areas are known. */
type Drawn = readonly [area: Area, neighbors: readonly string[]];

function readArea(line: string, country: Area['country']): Drawn {
	const [codes, neighbors = ''] = line.split(':').map((part) => part.trim());
	return [{ codes: codes.split(' '), country, neighbors: new Set() }, neighbors.split(' ').filter(Boolean)];
}

/** By area code, the areas that have it. */
function connect(drawn: readonly Drawn[]): ReadonlyMap<string, readonly Area[]> {
	const byName = new Map(drawn.map(([area]) => [area.codes[0], area]));
	for (const [area, neighbors] of drawn) {
		for (const name of neighbors) {
			const neighbor = byName.get(name) as Area;
			area.neighbors.add(neighbor);
			neighbor.neighbors.add(area);
		}
	}
	const byCode = new Map<string, Area[]>();
	for (const [area] of drawn) for (const code of area.codes) byCode.set(code, [...(byCode.get(code) ?? []), area]);
	return byCode;
}

let connected: ReadonlyMap<string, readonly Area[]> | undefined;
const areasOf = (code: string): readonly Area[] =>
	(connected ??= connect([
		...UNITED_STATES.map((line) => readArea(line, 'US')),
		...CANADA.map((line) => readArea(line, 'CA')),
	])).get(code) ?? [];

const codesOf = (areas: readonly Area[]): string[] => [...new Set(areas.flatMap(({ codes }) => codes))];

/** Whether a code of +1 is assigned to an area of the United States or Canada. */
export const isAssigned = (areaCode: string): boolean => areasOf(areaCode).length > 0;

/**
 * The country of an area code that the library does not know: by the table, else the United States, to which most new
 * codes go.
 */
export const countryOfAreaCode = (areaCode: string): string => areasOf(areaCode)[0]?.country ?? 'US';

/** The other area codes of the areas that have this one. */
export const overlaysOf = (areaCode: string): readonly string[] =>
	codesOf(areasOf(areaCode)).filter((code) => code !== areaCode);

/** The area codes of the areas of the same country that border on the areas that have this code. */
export function neighborsOf(areaCode: string): readonly string[] {
	const areas = areasOf(areaCode);
	const own = new Set(codesOf(areas));
	return codesOf(areas.flatMap(({ neighbors }) => [...neighbors])).filter((code) => !own.has(code));
}
