import type { N8nClient } from '../n8n/n8nClient';
import type { RunningN8n } from '../n8n/startN8n';
import { inPostgres, inRedis } from './callStores';
import type { Line } from './crashCampaign';
import { openLine, openRecordLine, type RecordLine } from './crashLines';
import { startPrivatePostgres, startPrivateRedis } from './privateServer';
import { startTestN8n } from './startTestN8n';
import { startTestQueue } from './startTestQueue';

interface Opened {
	client: N8nClient;
	lines: Line[];
	/** Has one record of each call in the end. */
	records: RecordLine;
	processes: Record<string, RunningN8n>;
}

/** An n8n with a workflow for each call store that its mode allows, and one that writes records. */
export const CRASH_MODES = {
	async regular(): Promise<Opened> {
		const [{ client, server }, redis, postgres] = await Promise.all([
			startTestN8n(),
			startPrivateRedis(),
			startPrivatePostgres(),
		]);
		const where = { client, servers: [server.url] };
		const lines = [
			await openLine(where, 'embedded', {}),
			await openLine(where, 'Redis', inRedis(redis)),
			await openLine(where, 'PostgreSQL', inPostgres(postgres)),
		];
		const records = await openRecordLine(where, 'embedded, Processed and an upsert', {});
		return { client, lines, records, processes: { main: server } };
	},
	async queue(): Promise<Opened> {
		const [{ client, queue, webhooks }, redis, postgres] = await Promise.all([
			startTestQueue({ WEBHOOK_URL: 'https://n8n.example.com/' }),
			startPrivateRedis(),
			startPrivatePostgres(),
		]);
		const where = { client, servers: webhooks };
		const lines = [
			await openLine(where, 'Redis', inRedis(redis)),
			await openLine(where, 'PostgreSQL', inPostgres(postgres)),
		];
		const records = await openRecordLine(where, 'PostgreSQL, Processed and an upsert', inPostgres(postgres));
		const processes = { main: queue.main, worker: queue.workers[0], webhook: queue.webhooks[0] };
		return { client, lines, records, processes };
	},
};

export type CrashMode = keyof typeof CRASH_MODES;
