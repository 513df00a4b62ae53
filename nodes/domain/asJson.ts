/** What JSON makes of a value with a `toJSON` of its own, such as the times that expressions give as objects. */
export const asJson = (value: unknown): unknown => {
	const toJson = (value as { toJSON?: unknown } | null | undefined)?.toJSON;
	return typeof toJson === 'function' ? toJson.call(value) : value;
};
