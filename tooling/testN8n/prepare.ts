import { installN8n } from '../n8n/installN8n';
import { packTarball } from '../packTarball';
import { temporaryFolder } from '../process/temporaryFolder';

const progress = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Once for all test files: n8n in its cache folder, and this source packed (a ready tarball with `SIP_TRUNK_TARBALL`). */
export default async function prepare(): Promise<void> {
	await installN8n(progress);
	process.env.SIP_TRUNK_TARBALL ||= packTarball(temporaryFolder('package'));
}
