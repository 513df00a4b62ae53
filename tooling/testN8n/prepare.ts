import { installN8n } from '../n8n/installN8n';
import { N8nClient } from '../n8n/n8nClient';
import { startN8n } from '../n8n/startN8n';
import { userFolder } from '../n8n/userFolder';
import { packTarball } from '../packTarball';
import { temporaryFolder } from '../process/temporaryFolder';
import { FRESH_FOLDER } from './freshFolder';

const progress = (line: string): boolean => process.stderr.write(`${line}\n`);

/**
 * Once for all test files: n8n in its cache folder, this source packed (a ready tarball with `SIP_TRUNK_TARBALL`), and
 * the folder of an n8n that has been started for the first time, with our package and an owner.
 */
export default async function prepare(): Promise<void> {
	const install = await installN8n(progress);
	if (process.env[FRESH_FOLDER]) return;
	const tarball = process.env.SIP_TRUNK_TARBALL || packTarball(temporaryFolder('package'));
	progress('Preparing an n8n for the tests …');
	const folder = await userFolder(install, tarball, progress);
	const server = await startN8n({ install, userFolder: folder });
	await new N8nClient(server.url).setUpOwner();
	await server.stop();
	process.env[FRESH_FOLDER] = folder;
}
