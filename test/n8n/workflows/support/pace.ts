import { createServiceClock } from '../../../doubles/clock';

/**
 * How many times as fast time passes for the workflows and for the services that they ask: every pause and every limit
 * is a fifth. At a larger number n8n itself would be too slow to come near a limit.
 */
export const PACE = 5;

export const serviceClock = createServiceClock(PACE);
