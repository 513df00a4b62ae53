/** `npm run demo`: a call campaign through a simulated trunk or an Asterisk, in a real n8n. See docs/demo.md. */
import { startSimulator } from '../simulator/startSimulator';
import { CONTACTS } from './demo/contacts';
import { findProblems } from './demo/findProblems';
import { formatTable } from './demo/formatTable';
import { observeCampaign, startCampaign, waitForEnd, type Observation } from './demo/observeCampaign';
import { readOptions, type DemoOptions } from './demo/options';
import { PBX_CONTACTS } from './demo/pbxContacts';
import { startPbxTrunk } from './demo/pbxTrunk';
import { setUpDemo, type DemoTrunk } from './demo/setUpDemo';
import { summarise } from './demo/summarise';
import { installN8n } from '../tooling/n8n/installN8n';
import { N8nClient, OWNER } from '../tooling/n8n/n8nClient';
import { startN8n } from '../tooling/n8n/startN8n';
import { userFolder } from '../tooling/n8n/userFolder';
import { packTarball } from '../tooling/packTarball';
import { requirePort } from '../tooling/process/freePort';
import { onRelease } from '../tooling/process/release';
import { holdUntilInterrupted, runMain } from '../tooling/process/runMain';
import { temporaryFolder } from '../tooling/process/temporaryFolder';

/** Standard output is for the result alone. */
const progress = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Each event is delivered this often, as a trunk does whose first deliveries were answered too late. */
const DELIVERIES_PER_EVENT = 2;

async function startTrunk({ simulatorPort, timeScale, pbx }: DemoOptions): Promise<DemoTrunk> {
	if (pbx) return await startPbxTrunk(progress);
	const simulator = await startSimulator({ port: simulatorPort, timeScale, duplicates: DELIVERIES_PER_EVENT });
	onRelease(async () => await simulator.stop());
	return simulator;
}

const contactsOf = (trunk: DemoTrunk): typeof CONTACTS => ('pbx' in trunk ? PBX_CONTACTS : CONTACTS);

async function startServer({ n8nPort, tarball }: DemoOptions): Promise<N8nClient> {
	const install = await installN8n(progress);
	if (!tarball) progress('Building and packing the package …');
	const folder = await userFolder(install, tarball ?? packTarball(temporaryFolder('package')), progress);
	progress('Starting n8n …');
	const client = new N8nClient((await startN8n({ install, userFolder: folder, port: n8nPort })).url);
	await client.setUpOwner();
	return client;
}

async function runCampaign(client: N8nClient, trunk: DemoTrunk): Promise<Observation> {
	const demo = await setUpDemo(client, trunk, contactsOf(trunk));
	progress('Calling 24 contacts in 8 countries …');
	await startCampaign(client, demo);
	await waitForEnd(client, trunk, demo);
	return await observeCampaign(client, trunk, demo);
}

function reportJson(observation: Observation, problems: string[]): void {
	process.stdout.write(`${JSON.stringify({ ok: problems.length === 0, ...summarise(observation), problems })}\n`);
}

function reportText(observation: Observation, problems: string[]): void {
	const { placed, deliveries, duplicateDeliveries, emitted, records } = summarise(observation);
	const figures = `${placed} calls placed; ${deliveries} completions delivered, ${duplicateDeliveries} of them duplicates; ${emitted} emitted; ${records} records.`;
	process.stdout.write(`\n${formatTable(observation)}\n\n${[figures, ...problems].join('\n')}\n`);
}

const books = (trunk: DemoTrunk): string =>
	'pbx' in trunk ? `SIP:    ${trunk.carrier.messageFile}` : `Trunk:  ${trunk.url}/_simulator/calls`;

const invitation = ({ url }: N8nClient, trunk: DemoTrunk): string =>
	`\nEditor: ${url}   login: ${OWNER.email} / ${OWNER.password}\n${books(trunk)}\nCtrl-C ends both.`;

runMain(async () => {
	const options = readOptions(process.argv.slice(2));
	await requirePort(options.n8nPort, '--n8n-port');
	if (!options.pbx) await requirePort(options.simulatorPort, '--simulator-port');
	const trunk = await startTrunk(options);
	const client = await startServer(options);
	const observation = await runCampaign(client, trunk);
	const problems = findProblems(observation, contactsOf(trunk));
	(options.json ? reportJson : reportText)(observation, problems);
	const status = problems.length === 0 ? 0 : 1;
	if (options.once) return status;
	progress(invitation(client, trunk));
	return await holdUntilInterrupted(status);
});
