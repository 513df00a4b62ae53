/** JSON text that is the same for equal values, whatever the order in which their fields were set. */
export const canonicalJson = (value: unknown): string =>
	JSON.stringify(value, (_name, inner: unknown) => (isPlainObject(inner) ? inOrder(inner) : inner)) ?? '';

const isPlainObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const inOrder = (fields: object): object =>
	Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
