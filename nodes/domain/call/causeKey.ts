const PLAIN = /^[a-z0-9_]+$/;

/**
 * One spelling for a name, in any script: `NORMAL_CLEARING`, `Normal clearing`, `normal-clearing` and `normalClearing`
 * are all `normal_clearing`.
 */
export function causeKey(name: string): string {
	if (PLAIN.test(name)) return name;
	const key = name
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_|_$/g, '');
	// Nothing but signs, such as an emoji, is its own name.
	return key || name.trim();
}
