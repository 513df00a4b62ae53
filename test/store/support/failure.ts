/** What a piece of work fails with. */
export const failure = async (work: Promise<unknown>): Promise<Error> =>
	await work.then(
		() => {
			throw new Error('It did not fail.');
		},
		(error: Error) => error,
	);
