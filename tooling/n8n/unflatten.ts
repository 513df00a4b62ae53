/**
 * Reads the run data of an execution. n8n stores it in the `flatted` notation: one array in which every string
 * that stands inside an object or array is the index of the real value, so that shared objects stand there once.
 */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const known = new Map<number, unknown>();
	const resolve = (index: number): unknown => {
		if (known.has(index)) return known.get(index);
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		const result: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		known.set(index, result);
		for (const [key, part] of Object.entries(value)) {
			(result as Record<string, unknown>)[key] = typeof part === 'string' ? resolve(Number(part)) : part;
		}
		return result;
	};
	return resolve(0);
}
