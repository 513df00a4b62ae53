/** Drops, in place, what says nothing: undefined, null and empty text. */
export function withoutEmpty<T extends object>(record: T): T {
	for (const [field, value] of Object.entries(record)) {
		if (value === undefined || value === null || value === '') delete (record as Record<string, unknown>)[field];
	}
	return record;
}
