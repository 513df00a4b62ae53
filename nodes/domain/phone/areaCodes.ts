import { CANADA, UNITED_STATES } from './nanpAreas';

interface Area {
	codes: readonly string[];
	country: 'US' | 'CA';
	neighbors: Set<Area>;
}

/** One code of each neighbor of an area, before all areas are known. */
type Drawn = readonly [area: Area, neighbors: readonly string[]];

function readArea(line: string, country: Area['country']): Drawn {
	const [codes, neighbors = ''] = line.split(':').map((part) => part.trim());
	return [{ codes: codes.split(' '), country, neighbors: new Set() }, neighbors.split(' ').filter(Boolean)];
}

function connect(drawn: readonly Drawn[]): ReadonlyMap<string, Area> {
	const areas = new Map(drawn.flatMap(([area]) => area.codes.map((code): [string, Area] => [code, area])));
	for (const [area, neighbors] of drawn) {
		for (const code of neighbors) {
			const neighbor = areas.get(code) as Area;
			area.neighbors.add(neighbor);
			neighbor.neighbors.add(area);
		}
	}
	return areas;
}

let connected: ReadonlyMap<string, Area> | undefined;
const areaOf = (code: string): Area | undefined =>
	(connected ??= connect([
		...UNITED_STATES.map((line) => readArea(line, 'US')),
		...CANADA.map((line) => readArea(line, 'CA')),
	])).get(code);

/** Whether a code of +1 is assigned to an area of the United States or Canada. */
export const isAssigned = (areaCode: string): boolean => areaOf(areaCode) !== undefined;

/**
 * The country of an area code that the library does not know: by the table, else the United States, to which most new
 * codes go.
 */
export const countryOfAreaCode = (areaCode: string): string => areaOf(areaCode)?.country ?? 'US';

/** The other area codes of the same area. */
export const overlaysOf = (areaCode: string): readonly string[] =>
	areaOf(areaCode)?.codes.filter((code) => code !== areaCode) ?? [];

/** The area codes of the areas of the same country that border on the code's own. */
export const neighborsOf = (areaCode: string): readonly string[] =>
	[...(areaOf(areaCode)?.neighbors ?? [])].flatMap(({ codes }) => codes);
