/**
 * Bad input is a value, not an exception, until the n8n layer turns it into one clear answer.
 * `rule` is one sentence that names the rule broken and what to do; it never holds a secret.
 */
export interface Invalid {
	kind: 'invalid';
	rule: string;
}

/** Well-formed, but nothing for us to do. */
export interface Ignored {
	kind: 'ignored';
	reason: string;
}

export const invalid = (rule: string): Invalid => ({ kind: 'invalid', rule });
export const ignored = (reason: string): Ignored => ({ kind: 'ignored', reason });

const isOfKind = (kind: string, value: unknown): boolean =>
	typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === kind;

/** The one test for bad input, whatever the good value would be. */
export const isInvalid = (value: unknown): value is Invalid => isOfKind('invalid', value);
export const isIgnored = (value: unknown): value is Ignored => isOfKind('ignored', value);
