const PLAIN = /^[a-z0-9_]+$/;

/**
 * One spelling for a cause's name: `NORMAL_CLEARING`, `Normal clearing`, `normal-clearing` and `normalClearing`
 * are all `normal_clearing`.
 */
export function causeKey(text: string): string {
	if (PLAIN.test(text)) return text;
	return text
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_|_$/g, '');
}
