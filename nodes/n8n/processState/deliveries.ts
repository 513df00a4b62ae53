/** Deliveries that this process has at once when acknowledging them matters more than running what is acknowledged. */
const STORM = 8;
/** A process that waits for a slow call store has many deliveries, too, but its processor is free for executions. */
const BUSY = 0.7;
const WINDOW_MS = 250;

let underWay = 0;
let utilization = performance.eventLoopUtilization();
let measuredAt = performance.now();
let isBusy = false;

/** Counts a delivery while it is worked on. */
export async function duringDelivery<T>(work: () => Promise<T>): Promise<T> {
	underWay += 1;
	try {
		return await work();
	} finally {
		underWay -= 1;
	}
}

/** How much of the last moment this process was at work. https://nodejs.org/api/perf_hooks.html#performanceeventlooputilizationutilization1-utilization2 */
function measure(): void {
	if (performance.now() - measuredAt < WINDOW_MS) return;
	const now = performance.eventLoopUtilization();
	isBusy = performance.eventLoopUtilization(now, utilization).utilization > BUSY;
	utilization = now;
	measuredAt = performance.now();
}

/** Whether so many deliveries are under way, in a busy process, that executions should leave them the processor. */
export function isStorm(): boolean {
	measure();
	return underWay >= STORM && isBusy;
}
