import { startSink } from '../../tooling/testN8n/sink';
import { tell, type Quantity } from '../measure';
import { createCredentials, openFlow } from './credentials';
import { readStores, trigger, webhookToSink } from './flows';
import { openN8n, type BenchContext } from './benchContext';
import { measureBurst, readBeginMs, type Burst } from './measureBurst';

const EVENTS = 1_500;
const CONNECTIONS = 64;
const WARM_UP = 200;

function rows(name: string, burst: Burst, base: Burst, beginMs?: number): Quantity[] {
	const quantity = (what: string, value: number, unit: string): Quantity => ({ name: `${name}: ${what}`, value, unit });
	return [
		quantity('acknowledged', burst.acknowledgedPerSecond, '/s'),
		quantity('acknowledged, to bare', burst.acknowledgedPerSecond / base.acknowledgedPerSecond, 'x'),
		quantity('through', burst.throughPerSecond, '/s'),
		quantity('through, to bare', burst.throughPerSecond / base.throughPerSecond, 'x'),
		quantity('answered after, median', burst.p50, 'ms'),
		quantity('answered after, 99 %', burst.p99, 'ms'),
		quantity("answered after, 99 % to bare's median", burst.p99 / base.p50, 'x'),
		...(beginMs === undefined ? [] : [quantity('begins after, median', beginMs, 'ms')]),
	];
}

/**
 * 1,500 events at once, with an HTTP Request behind the trigger, beside the bare Webhook with the same node; with all
 * call stores, or those of `--stores=embedded`.
 */
export async function compareBurst(benchContext: BenchContext): Promise<void> {
	const n8n = await openN8n(benchContext, { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' });
	const credentials = await createCredentials(n8n.client);
	const { url: sinkUrl } = await startSink();
	const flows = [
		webhookToSink(sinkUrl),
		...readStores().flatMap((store) => [
			trigger(store, `trigger, ${store}, one`, { sinkUrl }),
			trigger(store, `trigger, ${store}, up to 50`, { sinkUrl, eventsPerExecution: 50 }),
		]),
	];
	let base: Burst | undefined;
	const quantities: Quantity[] = [];
	for (const flow of flows) {
		await openFlow(n8n.client, flow, credentials);
		await measureBurst(n8n, flow, { events: WARM_UP, connections: CONNECTIONS });
		const burst = await measureBurst(n8n, flow, { events: EVENTS, connections: CONNECTIONS });
		base ??= burst;
		const beginMs = flow.store && (await readBeginMs(n8n.server.url + flow.path));
		quantities.push(...rows(flow.file.name, burst, base, beginMs));
		benchContext.progress(`${flow.file.name}: measured`);
	}
	tell(`${EVENTS} events over ${CONNECTIONS} connections`, quantities);
	await n8n.server.stop();
}
