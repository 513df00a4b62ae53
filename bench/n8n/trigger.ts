import { startN8n } from '../../tooling/n8n/startN8n';
import { N8nClient } from '../../tooling/n8n/n8nClient';
import { compare, type Candidate } from '../measure';
import { createTriggerCredentials } from './credentials';
import {
	bareWebhook,
	refusingWebhook,
	trigger,
	webhookAndRemoveDuplicates,
	webhookWithHeaderAuth,
	type Flow,
} from './flows';
import { drained, openN8n, type Ground, type OpenN8n } from './ground';
import { deliverAll, HEADER_AUTH, newUuids, refuseAll, repeatAll } from './load';

/** Few, so that a round is short and what disturbs the machine disturbs few of them. */
const EVENTS = 50;
const DUPLICATES = 100;
/** V8 compiles what is hot, and with few events nothing is. */
const WARM_UP_ROUNDS = 10;

const bare = bareWebhook();
const authenticated = webhookWithHeaderAuth();
const refusing = refusingWebhook();
const removeDuplicates = webhookAndRemoveDuplicates();
const fresh = trigger('n8nHistory', 'Call Event Trigger, n8n history, new');
/** Full, so that they stay as long as they are. */
const thousand = trigger('n8nHistory', 'Call Event Trigger, n8n history of 1,000', { historySize: 1_000 });
const tenThousand = trigger('n8nHistory', 'Call Event Trigger, n8n history of 10,000');
const redis = trigger('redis', 'Call Event Trigger, Redis');
const postgres = trigger('postgres', 'Call Event Trigger, Postgres');
const triggers = [fresh, thousand, tenThousand, redis, postgres];
const flows = [bare, authenticated, removeDuplicates, ...triggers];

const newEvents = ({ server, client }: OpenN8n, { file, path }: Flow): Candidate => ({
	name: file.name,
	per: EVENTS,
	run: async () => {
		await deliverAll(server.url + path, newUuids(EVENTS));
		await drained(client);
	},
});

/** Makes no execution, like a duplicate. */
const refusals = ({ server }: OpenN8n): Candidate => ({
	name: refusing.file.name,
	per: DUPLICATES,
	run: async () => await refuseAll(server.url + refusing.path, newUuids(DUPLICATES)),
});

/** The provider's repeats of events that it was not told to have arrived. */
async function duplicates({ server, client }: OpenN8n, { file, path }: Flow): Promise<Candidate> {
	const known = newUuids(DUPLICATES);
	await deliverAll(server.url + path, known);
	await drained(client);
	return {
		name: `${file.name}: duplicates`,
		per: DUPLICATES,
		run: async () => await repeatAll(server.url + path, known),
	};
}

async function compareAll(n8n: OpenN8n, engine: string, rounds: number): Promise<void> {
	const repeats = [];
	for (const flow of [fresh, redis, postgres]) repeats.push(await duplicates(n8n, flow));
	await compare(
		`Events per second in n8n, ${engine} expression engine`,
		[...flows.map((flow) => newEvents(n8n, flow)), refusals(n8n), ...repeats],
		{
			rounds,
			warmUp: WARM_UP_ROUNDS,
			alsoTo: [authenticated.file.name, removeDuplicates.file.name, refusing.file.name],
		},
	);
}

/** The trigger beside what n8n itself offers, with signatures checked and figures kept. */
export async function compareTrigger(ground: Ground): Promise<void> {
	const lazy = await openN8n(ground);
	const credentials = [
		...(await createTriggerCredentials(lazy.client)),
		await lazy.client.createCredential('httpHeaderAuth', 'Token', HEADER_AUTH),
	];
	for (const { file } of [...flows, refusing])
		await lazy.client.activate(await lazy.client.importWorkflow(file, credentials));
	ground.progress('Filling the histories of 1,000 and 10,000 events …');
	await deliverAll(lazy.server.url + thousand.path, newUuids(1_000), 8);
	await deliverAll(lazy.server.url + tenThousand.path, newUuids(10_000), 8);
	await drained(lazy.client);
	await compareAll(lazy, 'lazy', 15);
	await lazy.server.stop();

	const { userFolder } = lazy.server;
	const server = await startN8n({
		install: ground.install,
		userFolder,
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' },
	});
	const client = new N8nClient(server.url);
	await client.logIn();
	for (const { file } of [...flows, refusing]) await client.waitForWebhooks(file.nodes);
	await compareAll({ server, client }, 'default', 9);
	await server.stop();
}
