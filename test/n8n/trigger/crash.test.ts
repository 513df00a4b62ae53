/** n8n is killed while events come in, and the trunk goes on delivering what was not acknowledged. */
import { releaseAll } from '../../../tooling/process/release';
import { waitUntil } from '../../../tooling/process/pause';
import { crashCampaign, type Line, type LineResult } from '../../../tooling/testN8n/crashCampaign';
import { openLine, openRecordLine, type RecordLine } from '../../../tooling/testN8n/crashLines';
import { restart } from '../../../tooling/testN8n/crash';
import { waitUntilProcessed } from '../../../tooling/testN8n/inbox';
import { report } from '../../../tooling/testN8n/report';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { keyOf, newUuids } from '../../../tooling/testN8n/trunk';

const KILLS = 3;
const DEPLOYED = newUuids(20);

let line: Line;
let records: RecordLine;
let results: LineResult[];
let written: string[];
let repeatedByDeploy: number;

beforeAll(async () => {
	const { client, server } = await startTestN8n();
	const where = { client, servers: [server.url] };
	line = await openLine(where, 'embedded', {});
	records = await openRecordLine(where, 'embedded, with records', {});
	const processes = { main: server };
	results = await crashCampaign({ client, lines: [line, records], processes, kills: KILLS, seed: 1 });
	written = await records.records();

	// A deploy: events wait, run and are done while n8n is stopped as its service manager stops it.
	const { sink, trunk, urls } = line;
	const before = sink.items.length;
	sink.delayMs = 500;
	await Promise.all(DEPLOYED.map(async (uuid) => await trunk.deliverUntilAcknowledged(urls[0], uuid)));
	await waitUntil('An event under way', () => sink.items.length > before || undefined);
	await processes.main.stop();
	await restart(processes.main);
	await waitUntilProcessed(urls[0], 120_000);
	repeatedByDeploy = sink.items.length - before - DEPLOYED.length;
	report(
		`${KILLS} kills`,
		Object.fromEntries(results.map(({ name, counts, marked }) => [name, { ...counts, marked }])),
	);
}, 900_000);
afterAll(async () => {
	for (const { trunk } of [line, records]) trunk?.close();
	await releaseAll();
});

it('kills n8n amid deliveries', () => {
	const unanswered = line.trunk.deliveries.filter(({ status }) => status === 'unknown');
	expect(unanswered.length).toBeGreaterThan(0);
});

it('runs everything that was acknowledged to its end, and marks every repeat', () => {
	expect(results.map(({ violations }) => violations)).toEqual([[], []]);
	expect(results.map(({ counts }) => counts.acknowledged > 10)).toEqual([true, true]);
});

it('runs again, marked, what a kill had interrupted', () => {
	expect(results[0].marked).toBeGreaterThan(0);
});

it('makes exactly one record of each call with Processed and an upsert', () => {
	const acknowledged = records.trunk.deliveries.filter(({ status }) => status === 200).map(({ key }) => key);
	expect(written.map((uuid) => keyOf(uuid)).sort()).toEqual([...new Set(acknowledged)].sort());
});

it('repeats nothing when n8n is stopped and started', () => {
	expect(repeatedByDeploy).toBe(0);
	const last = new Set(line.sink.items.slice(-DEPLOYED.length).map(({ key }) => key));
	expect(last).toEqual(new Set(DEPLOYED.map((uuid) => keyOf(uuid))));
});
