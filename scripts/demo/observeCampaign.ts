import type { N8nClient } from '../../tooling/n8n/n8nClient';
import type { DataTableRow, ExecutionSummary } from '../../tooling/n8n/types';
import { pause, waitUntil } from '../../tooling/process/pause';
import { UserError } from '../../tooling/process/userError';
import type { Demo, DemoTrunk } from './setUpDemo';

/** What was seen from outside: the trunk's own books and the tables that the workflows wrote. */
export interface Observation {
	/** Ids, caller IDs and destinations as the trunk knows them. */
	calls: ReadonlyArray<{ id: string; from: string; to: string }>;
	deliveries: ReadonlyArray<{ callUuid: string; event: string; state: string }>;
	/** One row per event that the trigger emitted. */
	log: DataTableRow[];
	records: DataTableRow[];
	nextSteps: DataTableRow[];
	notPlaced: DataTableRow[];
	executions: ExecutionSummary[];
}

const CAMPAIGN_MILLISECONDS = 120_000;
/** After the last execution: an event that should not have been emitted would still be on its way. */
const SETTLE_MILLISECONDS = 1_000;

/** @throws UserError in the words of the node that stopped the campaign */
export async function startCampaign(client: N8nClient, { campaign }: Demo): Promise<void> {
	const response = await fetch(`${client.url}/webhook/start-campaign`, { method: 'POST' });
	if (!response.ok) throw new UserError(`n8n answered the start of the campaign with ${response.status}.`);
	const [{ id }] = await client.waitForExecutions(campaign.id, 1, CAMPAIGN_MILLISECONDS);
	const { error, lastNodeExecuted } = await client.execution(id);
	if (error)
		throw new UserError(
			`The campaign stopped at ${lastNodeExecuted}: ${[error.message, error.description].filter(Boolean).join(' ')}`,
		);
}

/** Waits until every call has ended, every event is delivered and every execution is over. */
export async function waitForEnd(client: N8nClient, trunk: DemoTrunk, { callRecords }: Demo): Promise<void> {
	await waitUntil(
		'The delivery of every event',
		() => {
			const isQuiet =
				trunk.calls.every(({ state }) => state === 'completed') &&
				trunk.deliveries.every(({ state }) => state !== 'pending');
			return isQuiet || undefined;
		},
		CAMPAIGN_MILLISECONDS,
	);
	await pause(SETTLE_MILLISECONDS);
	await client.waitForExecutions(callRecords.id, 0, CAMPAIGN_MILLISECONDS);
}

export async function observeCampaign(client: N8nClient, trunk: DemoTrunk, { rows }: Demo): Promise<Observation> {
	return {
		calls: trunk.calls,
		deliveries: trunk.deliveries,
		log: await rows('Call Event Log'),
		records: await rows('Call Records'),
		nextSteps: await rows('Next Steps'),
		notPlaced: await rows('Calls Not Placed'),
		executions: await client.executions(),
	};
}
