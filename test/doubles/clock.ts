import type { DoubleRequest } from './double';

/** When a request reaches a service, in milliseconds of the service's own time. */
export type ServiceClock = (request: DoubleRequest) => number;

/** A hastened workflow says here when it sent a request, as `Date.now()`. */
export const SENT_AT = 'x-sent-at';

/**
 * The time of a service that passes `pace` times as fast as the machine's: a limit per second is then one per
 * `1 / pace` seconds. A request that says when it was sent counts at that time, because the delays of a busy machine
 * are not made shorter with it.
 */
export const createServiceClock =
	(pace: number, now: () => number = Date.now): ServiceClock =>
	({ headers }) =>
		Number(headers[SENT_AT] ?? now()) * pace;
