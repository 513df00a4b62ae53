/** JSON text in which the order of fields does not show: senders that build them from a map change it at will. */
export const canonicalJson = (value: unknown): string =>
	JSON.stringify(value, (_name, inner: unknown) => (isPlainObject(inner) ? inOrder(inner) : inner)) ?? '';

const isPlainObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const inOrder = (fields: object): object =>
	Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
