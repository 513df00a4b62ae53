import { StoreUnavailable } from './callStore';

/** Lets a call go on for at most the store's two seconds. */
export interface TimeLimit {
	/**
	 * @param start begins the call; `isOver()` says whether its caller has given up meanwhile, so that what only waits
	 * for its turn need not be done any more
	 * @throws StoreUnavailable with `sentence` when the call takes longer; what has begun goes on
	 */
	<T>(sentence: string, start: (isOver: () => boolean) => Promise<T>): Promise<T>;
}

const LIMIT_MS = 2_000;
/** One timer serves all calls that are under way; a call ends up to two of its steps early. */
const STEP_MS = 100;
const STEPS = LIMIT_MS / STEP_MS - 1;

interface Call {
	stepsLeft: number;
	end: () => void;
}

/** @param sleep resolves after so many milliseconds */
export function timeLimit(sleep: (ms: number) => Promise<void>): TimeLimit {
	const calls = new Set<Call>();
	let isStepping = false;

	const step = async (): Promise<void> => {
		isStepping = true;
		while (calls.size > 0) {
			await sleep(STEP_MS);
			for (const call of calls) {
				call.stepsLeft -= 1;
				if (call.stepsLeft <= 0) call.end();
			}
		}
		isStepping = false;
	};

	return async (sentence, start) =>
		await new Promise((resolve, reject) => {
			let isOver = false;
			const call: Call = {
				stepsLeft: STEPS,
				end() {
					isOver = true;
					calls.delete(call);
					reject(new StoreUnavailable(sentence));
				},
			};
			calls.add(call);
			if (!isStepping) void step();
			start(() => isOver)
				.then(resolve, reject)
				.finally(() => calls.delete(call));
		});
}
