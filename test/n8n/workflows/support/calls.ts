import { createHmac } from 'node:crypto';
import { waitUntil } from '../../../../tooling/process/pause';
import type { SimulatedCall } from '../../../../simulator/exchange';
import { DEFAULT_OPTIONS, type Simulator } from '../../../../simulator/startSimulator';

/** The last two digits of the destinations, one scenario of `simulator/scenarios.ts` each. */
export const MIXED = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '14'] as const;
export const FROM = '+493023125001';

/** A Berlin number that no other call of the test goes to. */
export const destination = (index: number, scenario: string): string =>
	`+4930231${String(index).padStart(3, '0')}${scenario}`;

export async function placeCall({ baseUrls }: Simulator, to: string): Promise<string> {
	const response = await fetch(`${baseUrls.unlimCall}/calls`, {
		method: 'POST',
		headers: { authorization: `Bearer ${DEFAULT_OPTIONS.accessToken}`, 'content-type': 'application/json' },
		body: JSON.stringify({ from: FROM, to }),
	});
	return ((await response.json()) as { call_uuid: string }).call_uuid;
}

/** Calls whose events are still to come or to be taken: no more, so that a slow machine keeps the trunk's time limit. */
const MAX_CALLS_UNDER_WAY = 15;

/**
 * Places calls with every outcome in turn, as fast as n8n takes their events, and waits until all are delivered. What
 * the trunk gave up, since its retries run as fast as its clock, is delivered again as from the portal's log.
 */
export async function runMixedCalls(simulator: Simulator, count: number): Promise<readonly SimulatedCall[]> {
	const underWay = (): number => {
		const open = simulator.calls.filter(({ state }) => state !== 'completed').map(({ id }) => id);
		const untaken = simulator.deliveries.filter(({ state }) => state === 'pending').map(({ callUuid }) => callUuid);
		return new Set([...open, ...untaken]).size;
	};
	for (let index = 0; index < count; index += 1) {
		await waitUntil('An answer to a delivery', () => underWay() < MAX_CALLS_UNDER_WAY || undefined, 60_000);
		await placeCall(simulator, destination(index, MIXED[index % MIXED.length]));
	}
	await waitUntil('The end of every delivery', () => underWay() === 0 || undefined, 60_000);
	for (const { url, body } of simulator.deliveries.filter(({ state }) => state === 'failed')) {
		await waitUntil('A delivery by hand', async () => ((await deliver(url, body)) === 200 ? true : undefined), 60_000);
	}
	return simulator.calls;
}

/** Posts a payload as the trunk does. @returns the status of n8n's answer */
export async function deliver(url: string, payload: string | Record<string, unknown>): Promise<number> {
	const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
	const signature = createHmac('sha256', DEFAULT_OPTIONS.signingSecret).update(body).digest('hex');
	const headers = { 'content-type': 'application/json', [DEFAULT_OPTIONS.signatureHeader]: signature };
	return (await fetch(url, { method: 'POST', headers, body })).status;
}

/** Delivers everything that was delivered once more, in another order. @returns the statuses of n8n's answers */
export async function replay({ deliveries }: Simulator, url: string): Promise<Set<number>> {
	const bodies = deliveries.map(({ body }) => body).reverse();
	const statuses = new Set<number>();
	for (let first = 0; first < bodies.length; first += 20) {
		for (const status of await Promise.all(bodies.slice(first, first + 20).map((body) => deliver(url, body))))
			statuses.add(status);
	}
	return statuses;
}
