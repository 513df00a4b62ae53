import { seededRandom, shuffled } from '../../simulator/random';
import type { N8nClient } from '../n8n/n8nClient';
import type { RunningN8n } from '../n8n/startN8n';
import { pause, waitUntil } from '../process/pause';
import { crash, restart } from './crash';
import { executedEvents } from './executedEvents';
import { checkHistory, type Verdict } from './historyChecker';
import { readHealth, waitUntilProcessed } from './inbox';
import type { Sink } from './sink';
import { newUuids, type Trunk } from './trunk';

/** A trunk, the workflow that it delivers to, and the log of what came out. */
export interface Line {
	name: string;
	workflowId: string;
	/** Of each process that takes webhooks; both deliveries of an event go to different ones. */
	urls: readonly string[];
	trunk: Trunk;
	sink: Sink;
	/** Keys of what is finished; without it, of the executions that ended well. */
	finished?(): Promise<string[]>;
}

interface Campaign {
	client: N8nClient;
	lines: readonly Line[];
	/** What is killed, in turn, by its name; who is started again takes the place of who was killed. */
	processes: Record<string, RunningN8n>;
	kills: number;
	/** Decides who is killed when. */
	seed: number;
	progress?(line: string): void;
}

export interface LineResult extends Verdict {
	name: string;
	/** Items that say themselves that they are a repeat. */
	marked: number;
	inbox: Readonly<Record<string, number>>;
}

/** Calls of a line whose events are on their way at the same time. */
const AT_ONCE = 2;
/** Slower than n8n, so that a crash finds events in every state. */
const PAUSE_MS = 500;
/** Long enough that a crash finds executions between the trigger and the end of the workflow. */
const RUN_MS = 300;
/** On a machine that has other work. */
const PATIENCE_MS = 300_000;
const EARLIEST_KILL_MS = 300;
const LATEST_KILL_MS = 2_500;

/** Delivers one call after the other, each twice at the same instant, until it is told to end. */
async function deliverCalls({ trunk, urls }: Line, isOver: () => boolean): Promise<void> {
	for (let call = 0; !isOver(); call += 1) {
		const [uuid] = newUuids(1);
		const copies = [urls[call % urls.length], urls[(call + 1) % urls.length]];
		await Promise.all(copies.map(async (url) => await trunk.deliverUntilAcknowledged(url, uuid, { timeoutMs: 5_000 })));
		await pause(PAUSE_MS);
	}
}

async function judge(client: N8nClient, line: Line): Promise<LineResult> {
	const { name, workflowId, urls, trunk, sink } = line;
	const { events } = (await readHealth(urls[0])).inbox;
	const succeeded = async (): Promise<string[]> =>
		(await executedEvents(client, workflowId, ['success'])).map(({ key }) => String(key));
	const finished = await (line.finished ?? succeeded)();
	return {
		name,
		marked: sink.items.filter(({ isMarked }) => isMarked).length,
		inbox: events,
		...checkHistory({ deliveries: trunk.deliveries, emissions: sink.items, finished, inbox: events }),
	};
}

/** Events come in while processes are killed and started again, and the trunk delivers what was not acknowledged again. */
export async function crashCampaign({ client, lines, processes, kills, seed, progress }: Campaign) {
	const random = seededRandom(seed);
	const names = Object.keys(processes);
	let isOver = false;
	for (const { sink } of lines) sink.delayMs = RUN_MS;
	const deliveries = Promise.all(
		lines.flatMap((line) => Array.from({ length: AT_ONCE }, async () => await deliverCalls(line, () => isOver))),
	);
	const emissions = (): number[] => lines.map(({ sink }) => sink.items.length);
	let turn: string[] = [];
	for (let kill = 1; kill <= kills; kill += 1) {
		turn = turn.length > 0 ? turn : shuffled(names, random);
		const name = turn.shift() as string;
		const before = emissions();
		await waitUntil(
			`Kill ${kill}: an emission of each workflow`,
			() => emissions().every((count, line) => count > before[line]) || undefined,
			PATIENCE_MS,
		);
		await pause(EARLIEST_KILL_MS + random() * (LATEST_KILL_MS - EARLIEST_KILL_MS));
		await crash(processes[name]);
		processes[name] = await restart(processes[name]);
		progress?.(`${kill} of ${kills}: ${name} killed and started again`);
	}
	isOver = true;
	await deliveries;
	for (const { urls } of lines) await waitUntilProcessed(urls[0], PATIENCE_MS);
	const results: LineResult[] = [];
	for (const line of lines) results.push(await judge(client, line));
	return results;
}
