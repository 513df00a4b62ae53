import { waitUntil } from '../process/pause';

/** Lets a test read the trigger's metrics. */
export const HEALTH_TOKEN = 'token of the test';

/** How many events are in each state, without those that are done. */
export interface Inbox {
	events: Record<'waiting' | 'emitted' | 'begun' | 'unconfirmed' | 'failed' | 'handedOver' | 'dead', number>;
	orphaned: number;
}

export interface Health {
	inbox: Inbox;
	total: Record<string, number>;
}

/** @param url where the trunk delivers */
export async function readHealth(url: string): Promise<Health> {
	const headers = { authorization: `Bearer ${HEALTH_TOKEN}`, accept: 'application/json' };
	const response = await fetch(url, { headers });
	if (!response.ok) throw new Error(`The metrics were answered with ${response.status}: ${await response.text()}`);
	return (await response.json()) as Health;
}

/** Whether no event waits, is emitted or is begun: each is done, failed, handed over or dead. */
export const isProcessed = ({ events: { waiting, emitted, begun } }: Inbox): boolean => waiting + emitted + begun === 0;

/** Waits until no event is on its way any more: each is done, failed, handed over or dead. */
export async function waitUntilProcessed(url: string, milliseconds?: number): Promise<Inbox> {
	return await waitUntil(
		'The end of all runs',
		async () => {
			const health = await readHealth(url).catch(() => undefined);
			return health && isProcessed(health.inbox) ? health.inbox : undefined;
		},
		milliseconds,
	);
}
