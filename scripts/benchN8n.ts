/**
 * `npm run bench:n8n [-- --json]`: the trigger beside what n8n itself offers, in a real n8n on loopback.
 * Every figure is a ratio to the bare Webhook node, measured in the same run in interleaved rounds.
 */
import Redis from 'ioredis';
import { Client } from 'pg';
import { bareWebhook, trigger, webhookAndRemoveDuplicates } from '../bench/n8n/flows';
import { deliverAll, newUuids, SIGNING_SECRET } from '../bench/n8n/load';
import { compare, finish, type Candidate } from '../bench/measure';
import { installN8n } from './n8n/installN8n';
import { N8nClient } from './n8n/n8nClient';
import { startN8n, type RunningN8n } from './n8n/startN8n';
import type { Credential } from './n8n/types';
import { userFolder } from './n8n/userFolder';
import { packTarball } from './packTarball';
import { onRelease } from './support/release';
import { runMain } from './support/runMain';
import { temporaryFolder } from './support/temporaryFolder';

const EVENTS_PER_ROUND = 100;
const ROUNDS = 7;
/** Until the history is as full as it gets by default. */
const HISTORY_SIZE = 10_000;
const PREFIX = 'sip-trunk-bench:';
const TABLE = 'sip_trunk_bench_ledger';

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

async function createCredentials(client: N8nClient): Promise<Credential[]> {
	return [
		await client.createCredential('sipTrunkApi', 'Trunk', { provider: 'unlimCall', accessToken: 'unused', signingSecret: SIGNING_SECRET }),
		await client.createCredential('ledgerRedisApi', 'Redis', { host: '127.0.0.1', port: 6379, database: 9, keyPrefix: PREFIX }),
		await client.createCredential('ledgerPostgresApi', 'Postgres', { host: '127.0.0.1', port: 5432, user: 'postgres', database: 'postgres', table: TABLE }),
	];
}

/** Executions go on after the answers: a rate that leaves them out would flatter whoever answers first. */
async function drained(client: N8nClient): Promise<void> {
	while (await client.hasRunningExecutions()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function benchEngine(engine: 'lazy' | 'default', n8n: RunningN8n): Promise<void> {
	const client = new N8nClient(n8n.url);
	await client.setUpOwner();
	const credentials = await createCredentials(client);
	const flows = [bareWebhook(), webhookAndRemoveDuplicates(), trigger('n8nHistory'), trigger('redis'), trigger('postgres')];
	for (const { file } of flows) await client.activate(await client.importWorkflow(file, credentials));

	progress(`Filling the history with ${HISTORY_SIZE} events …`);
	await deliverAll(n8n.url + flows[2].path, newUuids(engine === 'lazy' ? HISTORY_SIZE : EVENTS_PER_ROUND), 8);
	await drained(client);

	const newEvents = ({ file, path }: (typeof flows)[number]): Candidate => ({
		name: file.name as string,
		per: EVENTS_PER_ROUND,
		run: async () => {
			await deliverAll(n8n.url + path, newUuids(EVENTS_PER_ROUND));
			await drained(client);
		},
	});
	const known = newUuids(EVENTS_PER_ROUND);
	const redis = flows[3];
	await deliverAll(n8n.url + redis.path, known);
	const duplicates: Candidate = { name: 'Call Event Trigger, duplicates', per: EVENTS_PER_ROUND, run: () => deliverAll(n8n.url + redis.path, known) };
	await compare(`Events per second in n8n, ${engine} expression engine`, [...flows.map(newEvents), duplicates], { rounds: ROUNDS });
}

async function forgetLedgers(): Promise<void> {
	const redis = new Redis({ db: 9 });
	const keys = await redis.keys(`${PREFIX}*`);
	if (keys.length > 0) await redis.del(keys);
	redis.disconnect();
	const postgres = new Client({ host: '127.0.0.1', user: 'postgres', database: 'postgres' });
	await postgres.connect();
	await postgres.query(`DROP TABLE IF EXISTS ${TABLE}`);
	await postgres.end();
}

runMain(async () => {
	const install = await installN8n(progress);
	const tarball = packTarball(temporaryFolder('bench'));
	onRelease(forgetLedgers);
	for (const engine of ['lazy', 'default'] as const) {
		const n8n = await startN8n({
			install,
			userFolder: await userFolder(install, tarball, progress),
			env: engine === 'default' ? { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' } : {},
		});
		await benchEngine(engine, n8n);
		await n8n.stop();
	}
	finish();
	return 0;
});
