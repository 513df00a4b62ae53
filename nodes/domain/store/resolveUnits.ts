import type { PreparedWrite } from './prepareUnits';

export interface Resolved {
	/** Per unit. */
	isWritten: boolean[];
	/** The last write of each key that changes, with the version that it then has. */
	changes: Map<string, { write: PreparedWrite; version: number }>;
}

/**
 * What units do, one after the other, to entries that nobody else can change meanwhile.
 * @param versions of the entries that exist
 */
export function resolveUnits(
	units: ReadonlyArray<readonly PreparedWrite[]>,
	versions: ReadonlyMap<string, number>,
): Resolved {
	const changes: Resolved['changes'] = new Map();
	const versionOf = (key: string): number => changes.get(key)?.version ?? versions.get(key) ?? 0;
	const isWritten = units.map((writes) => {
		const isAsExpected = writes.every(({ key, expected }) => expected === undefined || expected === versionOf(key));
		if (!isAsExpected) return false;
		for (const write of writes)
			changes.set(write.key, { write, version: write.value === undefined ? 0 : versionOf(write.key) + 1 });
		return true;
	});
	return { isWritten, changes };
}
