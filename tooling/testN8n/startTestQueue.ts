import { installN8n } from '../n8n/installN8n';
import { N8nClient } from '../n8n/n8nClient';
import { startQueueMode, type QueueModeN8n } from '../n8n/queueMode';
import { freshFolder } from './freshFolder';

export interface TestQueue {
	queue: QueueModeN8n;
	client: N8nClient;
	/** The base URLs of the two processes that take webhooks. */
	webhooks: string[];
}

/** An n8n in queue mode of this test file's own: one main, two webhook processes, two workers. `releaseAll()` ends it. */
export async function startTestQueue(env?: NodeJS.ProcessEnv): Promise<TestQueue> {
	const install = await installN8n(() => undefined);
	const queue = await startQueueMode({ install, userFolder: freshFolder(), webhooks: 2, workers: 2, env });
	const client = new N8nClient(queue.main.url);
	await client.setUpOwner();
	return { queue, client, webhooks: queue.webhooks.map(({ url }) => url) };
}
