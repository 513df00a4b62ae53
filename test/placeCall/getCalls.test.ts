import { DateTime } from 'luxon';
import { until } from '../trunk/eventReceiver';
import { useTrunk } from './harness';

const trunk = useTrunk();
const timeZone = 'Asia/Tokyo';
/** As the editor's picker gives a time: without an offset. */
const picked = (minutes: number): string =>
	DateTime.now().setZone(timeZone).plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm:ss");

const list = async (range: Record<string, string>) =>
	await trunk.run({ parameters: { operation: 'getAll', returnAll: true, ...range }, timeZone });

test('a time without an offset is one of the workflow’s zone', async () => {
	await trunk.place();
	await until(() => trunk.simulator.calls[0].state === 'completed');
	expect(await list({ startedAfter: picked(-1) })).toHaveLength(1);
	expect(await list({ startedAfter: picked(1) })).toHaveLength(0);
});

test.each(['soon', '03/04/2026'])('%p is refused before anything is asked', async (startedAfter) => {
	await expect(list({ startedAfter })).rejects.toThrow(
		'Started After must be a date and time, e.g. 2026-06-04T09:00:00Z.',
	);
});
