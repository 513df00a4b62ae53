/**
 * The same value without NUL characters in its texts and names: they say nothing, and PostgreSQL stores no text with
 * one, so an event that carried one could never be written. https://www.postgresql.org/docs/current/datatype-json.html
 */
export function withoutNul<T>(value: T): T {
	if (typeof value === 'string') return value.replaceAll('\0', '') as T;
	if (Array.isArray(value)) return value.map(withoutNul) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, field]) => [withoutNul(name), withoutNul(field)])) as T;
}
