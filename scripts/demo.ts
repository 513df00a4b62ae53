/** `npm run demo`: a call campaign through a simulated trunk, in a real n8n. See docs/demo.md. */
import { startSimulator, type Simulator } from '../simulator/startSimulator';
import { findProblems } from './demo/findProblems';
import { formatTable } from './demo/formatTable';
import { observeCampaign, startCampaign, waitForEnd, type Observation } from './demo/observeCampaign';
import { readOptions, type DemoOptions } from './demo/options';
import { setUpDemo } from './demo/setUpDemo';
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

async function startTrunk({ simulatorPort, timeScale }: DemoOptions): Promise<Simulator> {
	const simulator = await startSimulator({ port: simulatorPort, timeScale, duplicates: DELIVERIES_PER_EVENT });
	onRelease(async () => await simulator.stop());
	return simulator;
}

async function startServer({ n8nPort, tarball }: DemoOptions): Promise<N8nClient> {
	const install = await installN8n(progress);
	if (!tarball) progress('Building and packing the package …');
	const folder = await userFolder(install, tarball ?? packTarball(temporaryFolder('package')), progress);
	progress('Starting n8n …');
	const client = new N8nClient((await startN8n({ install, userFolder: folder, port: n8nPort })).url);
	await client.setUpOwner();
	return client;
}

async function runCampaign(client: N8nClient, simulator: Simulator): Promise<Observation> {
	const demo = await setUpDemo(client, simulator);
	progress('Calling 24 contacts in 8 countries …');
	await startCampaign(client, demo);
	await waitForEnd(client, simulator, demo);
	return await observeCampaign(client, simulator, demo);
}

function reportJson(observation: Observation, problems: string[]): void {
	process.stdout.write(`${JSON.stringify({ ok: problems.length === 0, ...summarise(observation), problems })}\n`);
}

function reportText(observation: Observation, problems: string[]): void {
	const { placed, deliveries, duplicateDeliveries, emitted, records } = summarise(observation);
	const figures = `${placed} calls placed; ${deliveries} completions delivered, ${duplicateDeliveries} of them duplicates; ${emitted} emitted; ${records} records.`;
	process.stdout.write(`\n${formatTable(observation)}\n\n${[figures, ...problems].join('\n')}\n`);
}

const invitation = ({ url }: N8nClient, simulator: Simulator): string =>
	`\nEditor: ${url}   login: ${OWNER.email} / ${OWNER.password}\nTrunk:  ${simulator.url}/_simulator/calls\nCtrl-C ends both.`;

runMain(async () => {
	const options = readOptions(process.argv.slice(2));
	await requirePort(options.n8nPort, '--n8n-port');
	await requirePort(options.simulatorPort, '--simulator-port');
	const simulator = await startTrunk(options);
	const client = await startServer(options);
	const observation = await runCampaign(client, simulator);
	const problems = findProblems(observation);
	(options.json ? reportJson : reportText)(observation, problems);
	const status = problems.length === 0 ? 0 : 1;
	if (options.once) return status;
	progress(invitation(client, simulator));
	return await holdUntilInterrupted(status);
});
