import { median, quantile } from 'simple-statistics';
import { readHealth, waitUntilProcessed } from '../../tooling/testN8n/inbox';
import { startSink, type Sink } from '../../tooling/testN8n/sink';
import { tell, type Quantity } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { trigger, webhookToSink, type Flow } from './flows';
import { drained, openN8n, type BenchContext, type OpenN8n } from './benchContext';
import { deliverAll, newUuids } from './load';

const EVENTS = 1_500;
const CONNECTIONS = 64;
const WARM_UP = 200;

interface Burst {
	name: string;
	acknowledgedPerSecond: number;
	throughPerSecond: number;
	p50: number;
	p99: number;
	/** Median from the receipt to the beginning of the run, in ms. */
	beginMs?: number;
}

/** A storm of events at one flow, from its first delivery to the end of its last run. */
async function burst({ server, client }: OpenN8n, { file, path, store }: Flow): Promise<Burst> {
	const url = server.url + path;
	const finish = async (): Promise<void> => {
		if (store) await waitUntilProcessed(url, 600_000);
		await drained(client);
	};
	await deliverAll(url, newUuids(WARM_UP), CONNECTIONS);
	await finish();
	const answers: number[] = [];
	const start = performance.now();
	await deliverAll(url, newUuids(EVENTS), CONNECTIONS, answers);
	const acknowledgedMs = performance.now() - start;
	await finish();
	const throughMs = performance.now() - start;
	const health = store && ((await readHealth(url)) as unknown as { beginMs: { p50: number | null } });
	return {
		name: file.name,
		acknowledgedPerSecond: (EVENTS * 1000) / acknowledgedMs,
		throughPerSecond: (EVENTS * 1000) / throughMs,
		p50: median(answers),
		p99: quantile(answers, 0.99),
		...(health && { beginMs: health.beginMs.p50 ?? undefined }),
	};
}

function rows(burst: Burst, base: Burst): Quantity[] {
	const { name, beginMs } = burst;
	return [
		{ name: `${name}: acknowledged`, value: burst.acknowledgedPerSecond, unit: '/s' },
		{
			name: `${name}: acknowledged, to bare`,
			value: burst.acknowledgedPerSecond / base.acknowledgedPerSecond,
			unit: 'x',
		},
		{ name: `${name}: through`, value: burst.throughPerSecond, unit: '/s' },
		{ name: `${name}: through, to bare`, value: burst.throughPerSecond / base.throughPerSecond, unit: 'x' },
		{ name: `${name}: answered after, median`, value: burst.p50, unit: 'ms' },
		{ name: `${name}: answered after, 99 %`, value: burst.p99, unit: 'ms' },
		{ name: `${name}: answered after, 99 % to bare's median`, value: burst.p99 / base.p50, unit: 'x' },
		...(beginMs === undefined ? [] : [{ name: `${name}: begins after, median`, value: beginMs, unit: 'ms' }]),
	];
}

/** 1,500 events at once, with an HTTP Request behind the trigger, beside the bare Webhook with the same node. */
export async function compareBurst(benchContext: BenchContext): Promise<void> {
	const n8n = await openN8n(benchContext, { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' });
	const credentials = await createCredentials(n8n.client);
	const sink: Sink = await startSink();
	const flows = [
		webhookToSink(sink.url),
		...(['embedded', 'redis', 'postgres'] as const).flatMap((store) => [
			trigger(store, `trigger, ${store}, one`, { sinkUrl: sink.url }),
			trigger(store, `trigger, ${store}, up to 50`, { sinkUrl: sink.url, eventsPerExecution: 50 }),
		]),
	];
	const bursts: Burst[] = [];
	for (const flow of flows) {
		await openFlow(n8n.client, flow, credentials);
		bursts.push(await burst(n8n, flow));
		benchContext.progress(`${flow.file.name}: measured`);
	}
	tell(
		`${EVENTS} events over ${CONNECTIONS} connections`,
		bursts.flatMap((one) => rows(one, bursts[0])),
	);
	await n8n.server.stop();
}
