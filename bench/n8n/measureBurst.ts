import { median, quantile } from 'simple-statistics';
import { readHealth, waitUntilProcessed } from '../../tooling/testN8n/inbox';
import type { Quantity } from '../measure';
import type { Flow } from './flows';
import { drained, type OpenN8n } from './benchContext';
import { deliverAll, newUuids } from './load';

/** Events at one flow, from the first delivery to the end of the last run. */
export interface Burst {
	acknowledgedPerSecond: number;
	throughPerSecond: number;
	/** How long answers took, in ms. */
	p50: number;
	p99: number;
}

export async function measureBurst(
	{ server, client }: OpenN8n,
	{ path, store }: Flow,
	{ events, connections, servers = [server.url] }: { events: number; connections: number; servers?: string[] },
): Promise<Burst> {
	const urls = servers.map((one) => one + path);
	const answers: number[] = [];
	const start = performance.now();
	await deliverAll(urls, newUuids(events), connections, answers);
	const acknowledgedMs = performance.now() - start;
	if (store) await waitUntilProcessed(urls[0], 600_000);
	await drained(client);
	const throughMs = performance.now() - start;
	return {
		acknowledgedPerSecond: (events * 1000) / acknowledgedMs,
		throughPerSecond: (events * 1000) / throughMs,
		p50: median(answers),
		p99: quantile(answers, 0.99),
	};
}

/** Median from the receipt to the beginning of the run over the last events, in ms. */
export async function readBeginMs(url: string): Promise<number> {
	const { beginMs } = (await readHealth(url)) as unknown as { beginMs: { p50: number | null } };
	return beginMs.p50 ?? NaN;
}

/** Each flow's rates and their ratios to those of the first flow in the same round, in the median. */
export function toQuantities(flows: readonly Flow[], rounds: readonly Burst[][]): Quantity[] {
	const rates = (flow: number, of: keyof Burst): number[] => rounds.map((bursts) => bursts[flow][of]);
	const ratio = (flow: number, of: keyof Burst): number =>
		median(rounds.map((bursts) => bursts[flow][of] / bursts[0][of]));
	return flows.flatMap(({ file: { name } }, flow) => [
		{ name: `${name}: acknowledged`, value: median(rates(flow, 'acknowledgedPerSecond')), unit: '/s' },
		{ name: `${name}: acknowledged, to bare`, value: ratio(flow, 'acknowledgedPerSecond'), unit: 'x' },
		{ name: `${name}: through`, value: median(rates(flow, 'throughPerSecond')), unit: '/s' },
		{ name: `${name}: through, to bare`, value: ratio(flow, 'throughPerSecond'), unit: 'x' },
	]);
}
