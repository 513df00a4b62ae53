/** Whether a text is what a pattern of SQL's `LIKE` asks for; only `%` is known. */
export const matches = (text: string, pattern: string): boolean =>
	new RegExp(
		`^${pattern
			.split('%')
			.map((part) => part.replace(/\W/g, '\\$&'))
			.join('.*')}$`,
	).test(text);
