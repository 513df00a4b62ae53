import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../n8n/cacheFolder';
import { installOnce } from '../process/installOnce';
import { runCommand } from '../process/runCommand';
import { UserError } from '../process/userError';

/** Debian's suites that have an Asterisk: bullseye is frozen at 16, sid moves and has a current one. */
export type PbxSuite = 'bullseye' | 'sid';

/** The version to test against: `SIP_TRUNK_PBX=sid` takes the current one. */
export const pbxSuite = (): PbxSuite => (process.env.SIP_TRUNK_PBX === 'sid' ? 'sid' : 'bullseye');

const RELEASE = '/etc/os-release';

/** Why Debian's packages cannot be unpacked and run on this machine; undefined when they can. */
export function whyNoPbx(): string | undefined {
	const release = existsSync(RELEASE) ? readFileSync(RELEASE, 'utf8') : '';
	const isDebian = /^ID=debian$/m.test(release) && existsSync('/usr/share/keyrings/debian-archive-keyring.gpg');
	return isDebian && process.arch === 'x64'
		? undefined
		: 'Asterisk and SIPp are unpacked from Debian packages, and this machine is not Debian on x86-64';
}

/**
 * Unpacks Asterisk and SIPp into the cache folder, or finds them there. Nothing is installed.
 * @returns the root of the unpacked packages
 */
export async function installPbx(suite: PbxSuite, progress: (line: string) => void): Promise<string> {
	const reason = whyNoPbx();
	if (reason) throw new UserError(`${reason}.`);
	const folder = join(cacheRoot(), `pbx-${suite}`);
	const unpack = async (): Promise<void> =>
		await runCommand('bash', [join(__dirname, 'unpack.sh'), folder, suite], {
			cwd: folder,
			logFile: join(folder, 'unpack.log'),
			title: `Unpacking Asterisk and SIPp of Debian ${suite} into ${folder} (under a minute, once)`,
			progress,
		});
	await installOnce(folder, unpack, () => progress('Waiting for another command that unpacks Asterisk …'));
	return join(folder, 'root');
}
