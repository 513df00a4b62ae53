/** A strict description of an object: a field that is not named is refused, as the real APIs do. */
export type Rule = (value: unknown) => string | undefined;
export interface Schema {
	required: Readonly<Record<string, Rule>>;
	optional?: Readonly<Record<string, Rule>>;
}

export const text =
	(pattern: RegExp, what: string): Rule =>
	(value) =>
		typeof value === 'string' && pattern.test(value) ? undefined : `must be ${what}`;

export const e164 = text(/^\+[1-9]\d{4,14}$/, 'a number in E.164, e.g. +12025550143');
/** Printable, without what could break out of a SIP header. */
export const plainText = text(
	/^[^\p{Cc}"<>]{1,256}$/u,
	'text of 1 to 256 printable characters without quotes and angle brackets',
);
export const isBoolean: Rule = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
export const integer =
	(min: number, max: number): Rule =>
	(value) =>
		Number.isInteger(value) && (value as number) >= min && (value as number) <= max
			? undefined
			: `must be a whole number from ${min} to ${max}`;
export const isObject: Rule = (value) =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'must be an object';

/** @returns the first rule that `value` breaks, or undefined */
export function check(value: unknown, { required, optional = {} }: Schema): string | undefined {
	if (isObject(value)) return 'The body must be one JSON object.';
	const fields = value as Record<string, unknown>;
	const rules = { ...optional, ...required };
	const missing = Object.keys(required).find((name) => fields[name] === undefined);
	if (missing) return `${missing} is required.`;
	for (const [name, field] of Object.entries(fields)) {
		if (!Object.hasOwn(rules, name)) return `${name} is not a field of this request.`;
		const broken = rules[name](field);
		if (broken) return `${name} ${broken}.`;
	}
	return undefined;
}

/** The parsed JSON of a request that says it is JSON; undefined otherwise. */
export function parseJson(rawBody: Buffer, contentType: string | undefined): unknown {
	if (!/^application\/(?:[a-z.]+\+)?json\b/i.test(contentType ?? '')) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}
