/** The part of jStat that the soak uses; it ships no types of its own. */
declare module 'jstat' {
	export const jStat: {
		models: {
			/** Ordinary least squares of `values` over the columns of `matrix`; each result has one entry a column. */
			ols(values: number[], matrix: number[][]): { coef: number[]; t: { interval95: Array<[number, number]> } };
		};
	};
}
