import type { N8nClient } from '../n8n/n8nClient';
import { waitUntil } from '../process/pause';
import { openRest } from './openRest';

/** What the editor shows of a trigger of a workflow that was published. */
export interface TriggerPublication {
	status: string;
	errorMessage: string | null;
}

/** Publishes a workflow, and waits until n8n has given up or succeeded: it tries a few times. */
export async function publicationOf(client: N8nClient, id: string, versionId: unknown): Promise<TriggerPublication[]> {
	const rest = await openRest(client);
	await rest.post(`/workflows/${id}/activate`, { versionId });
	return await waitUntil(
		'The end of the activation',
		async () => {
			const { status, triggers } = await rest.get<{ status: string; triggers: TriggerPublication[] }>(
				`/workflows/${id}/publication-status`,
			);
			return status === 'in_progress' ? undefined : triggers;
		},
		90_000,
	);
}
