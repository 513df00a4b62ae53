import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_OPTIONS, type Simulator } from '../../simulator/startSimulator';
import type { N8nClient } from '../../tooling/n8n/n8nClient';
import type { Credential, DataTableRow, Workflow, WorkflowFile } from '../../tooling/n8n/types';
import { webhookPaths } from '../../tooling/n8n/webhookPaths';
import { UserError } from '../../tooling/process/userError';
import { CONTACTS, type Contact } from './contacts';
import type { PbxTrunk } from './pbxTrunk';
import { TABLES, type TableName } from './tables';

const WORKFLOWS_FOLDER = join(__dirname, '../../workflows');

type Person = Pick<Contact, 'contact_id' | 'name' | 'country' | 'phone'>;

/** What the campaign calls through. */
export type DemoTrunk = Simulator | PbxTrunk;

export interface Demo {
	campaign: Workflow;
	callRecords: Workflow;
	rows(table: TableName): Promise<DataTableRow[]>;
}

export function readWorkflow(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(WORKFLOWS_FOLDER, file), 'utf8')) as WorkflowFile;
}

/** @param accessToken the simulator's own, unless a test wants to see it refused */
export async function createTrunkCredential(
	client: N8nClient,
	trunk: DemoTrunk,
	accessToken: string = DEFAULT_OPTIONS.accessToken,
): Promise<Credential> {
	if ('pbx' in trunk) return await client.createCredential('sipTrunkApi', 'SIP Trunk (Asterisk)', trunk.credential);
	return await client.createCredential('sipTrunkApi', 'SIP Trunk (simulator)', {
		provider: 'unlimCall',
		baseUrl: trunk.baseUrls.unlimCall,
		accessToken,
		signingSecret: DEFAULT_OPTIONS.signingSecret,
		hangUpRequest: 'DELETE /calls/{callUuid}',
		allowPrivateHost: true,
	});
}

async function createTables(client: N8nClient, contacts: readonly Person[]): Promise<Demo['rows']> {
	const ids = new Map<string, string>();
	for (const [name, columns] of Object.entries(TABLES)) ids.set(name, await client.createDataTable(name, columns));
	const idOf = (table: TableName): string => ids.get(table) as string;
	await client.insertRows(
		idOf('Contacts'),
		contacts.map(({ contact_id, name, country, phone }) => ({ contact_id, name, country, phone })),
	);
	return async (table) => await client.rows(idOf(table));
}

/** Brings the demo's credential, Data Tables and workflows into an empty n8n, and points the trunk's webhook at it. */
export async function setUpDemo(
	client: N8nClient,
	trunk: DemoTrunk,
	contacts: readonly Person[] = CONTACTS,
): Promise<Demo> {
	const credential = await createTrunkCredential(client, trunk);
	const test = await client.testCredential(credential);
	if (test.status !== 'OK') throw new UserError(`The credential's test did not succeed: ${test.message}`);
	const rows = await createTables(client, contacts);
	const callRecords = await client.importWorkflow(readWorkflow('demo-call-records.json'), [credential]);
	const campaign = await client.importWorkflow(readWorkflow('demo-campaign.json'), [credential]);
	await client.activate(callRecords);
	await client.activate(campaign);
	trunk.setWebhook(client.url + webhookPaths(callRecords.nodes)[0]);
	return { campaign, callRecords, rows };
}
