/** @returns runs what it is given one after the other, in order; one that fails does not keep the others */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	return async (work) => {
		const mine = last.then(work);
		last = mine.catch(() => undefined);
		return await mine;
	};
}
