/** Each process of queue mode is killed in turn while events come in, with both call stores that it may have. */
import { releaseAll } from '../../../tooling/process/release';
import { crashCampaign, type Line, type LineResult } from '../../../tooling/testN8n/crashCampaign';
import type { RecordLine } from '../../../tooling/testN8n/crashLines';
import { CRASH_MODES } from '../../../tooling/testN8n/crashModes';
import { report } from '../../../tooling/testN8n/report';
import { keyOf } from '../../../tooling/testN8n/trunk';

/** Of each process; more in a long run (`QUEUE_KILLS=3`). */
const KILLS = Number(process.env.QUEUE_KILLS ?? 1);

let lines: Line[];
let records: RecordLine;
let results: LineResult[];
let written: string[];
/** Whether another process has taken the place of each. */
let restarted: Record<string, boolean>;

beforeAll(async () => {
	const opened = await CRASH_MODES.queue();
	({ records } = opened);
	lines = [...opened.lines, records];
	const { client, processes } = opened;
	const first = { ...processes };
	const startedAt = Date.now();
	const kills = KILLS * Object.keys(processes).length;
	results = await crashCampaign({ client, lines, processes, kills, seed: 1 });
	restarted = Object.fromEntries(
		Object.entries(processes).map(([name, { pid }]) => [name, pid !== first[name as keyof typeof first].pid]),
	);
	written = await records.records();
	const told = results.map(({ name, counts, marked }) => [name, { ...counts, marked }]);
	report(`${kills} kills in ${Math.round((Date.now() - startedAt) / 1000)} s`, Object.fromEntries(told));
}, 900_000);
afterAll(async () => {
	for (const { trunk } of lines ?? []) trunk.close();
	await releaseAll();
});

it('kills each process amid deliveries', () => {
	expect(Object.keys(restarted).filter((name) => restarted[name])).toEqual(['main', 'worker', 'webhook']);
	const { deliveries } = lines[0].trunk;
	expect(deliveries.filter(({ status }) => status === 'unknown').length).toBeGreaterThan(0);
});

it('runs everything that was acknowledged to its end, and marks every repeat', () => {
	expect(results.map(({ violations }) => violations)).toEqual([[], [], []]);
	expect(results.map(({ counts }) => counts.acknowledged > 10)).toEqual([true, true, true]);
});

it('makes exactly one record of each call with Processed and an upsert', () => {
	const acknowledged = records.trunk.deliveries.filter(({ status }) => status === 200).map(({ key }) => key);
	expect(written.map((uuid) => keyOf(uuid)).sort()).toEqual([...new Set(acknowledged)].sort());
});
