import { EVENTS_PER_CALL, simulateBusyHour, type Assumptions } from './capacity/simulate';
import { finish, tell } from './measure';

/** Ten million calls a day, over as many n8n installations as that takes. What one of them manages is measured: docs/performance.md. */

const ASSUMPTIONS: Assumptions = {
	callsPerDay: 10_000_000,
	busyHourShare: 1 / 8,
	repeatShare: 0.05,
	meanRingSeconds: 15,
	meanTalkSeconds: 120,
	newEventsPerSecond: 35,
	repeatsPerSecond: 96,
};
const SHARDS = [32, 36, 40, 48, 64];
const SEED = 20_260_604;

/** Of the default window, and as measured by growth.ts. */
const WINDOW_DAYS = 3;
const REDIS_BYTES_PER_EVENT = 240;

const remembered = ASSUMPTIONS.callsPerDay * EVENTS_PER_CALL * WINDOW_DAYS;

for (const shards of SHARDS) {
	const { events, repeats, imbalance, utilisation, wait, backlogSeconds } = simulateBusyHour(ASSUMPTIONS, shards, SEED);
	tell(`${shards} shards: the busy hour of ${ASSUMPTIONS.callsPerDay.toLocaleString('en')} calls a day`, [
		{ name: 'new events', value: events, unit: '' },
		{ name: 'repeats', value: repeats, unit: '' },
		{
			name: 'deliveries per second and shard',
			value: Number(((events + repeats) / shards / 3_600).toFixed(1)),
			unit: '/s',
		},
		{ name: 'the busiest shard has', value: Number(imbalance.toFixed(3)), unit: 'x the mean' },
		{ name: 'at work', value: Math.round(utilisation.mean * 100), unit: '% of the hour' },
		{ name: 'the busiest shard at work', value: Math.round(utilisation.most * 100), unit: '% of the hour' },
		{ name: 'wait, median', value: Math.round(wait.p50 * 1_000), unit: 'ms' },
		{ name: 'wait, 99 %', value: Math.round(wait.p99 * 1_000), unit: 'ms' },
		{ name: 'wait, longest', value: Math.round(wait.most * 1_000), unit: 'ms' },
		{ name: 'left at the end of the hour', value: Math.round(backlogSeconds), unit: 's of work' },
		{
			name: 'Redis for the window, each shard',
			value: Math.round((remembered * REDIS_BYTES_PER_EVENT) / shards / 1e6),
			unit: 'MB',
		},
	]);
}
finish();
