/** Deliveries that this process has at once when acknowledging them matters more than running what is acknowledged. */
const STORM = 8;

let underWay = 0;

/** Counts a delivery while it is worked on. */
export async function duringDelivery<T>(work: () => Promise<T>): Promise<T> {
	underWay += 1;
	try {
		return await work();
	} finally {
		underWay -= 1;
	}
}

/** Whether so many deliveries are under way that executions should leave them the processor. */
export const isStorm = (): boolean => underWay >= STORM;
