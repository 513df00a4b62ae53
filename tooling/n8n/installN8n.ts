import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from '../process/installOnce';
import { runCommand } from '../process/runCommand';
import { IS_PINNED, n8nFolder, N8N_VERSION, PINNED_FOLDER } from './cacheFolder';
import { nodeRuntime, type NodeRuntime } from './nodeRuntime';
import { npmEnvironment } from './npmEnvironment';

export interface N8nInstall {
	runtime: NodeRuntime;
	/** n8n's command, a script for `runtime.node`. */
	cli: string;
	folder: string;
}

/** Without these n8n does not start. */
const ADDONS = ['sqlite3', 'isolated-vm'];

/** The files that say what npm installs. @returns npm's command for them */
function describeInstall(folder: string): 'ci' | 'install' {
	const file = join(folder, 'package.json');
	copyFileSync(join(PINNED_FOLDER, 'package.json'), file);
	if (IS_PINNED) {
		copyFileSync(join(PINNED_FOLDER, 'package-lock.json'), join(folder, 'package-lock.json'));
		return 'ci';
	}
	const pinned = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	writeFileSync(file, JSON.stringify({ ...pinned, dependencies: { n8n: N8N_VERSION } }));
	return 'install';
}

/**
 * Installs n8n into the cache folder, or finds it there.
 * Install scripts stay off; only the two native addons that n8n needs are built.
 */
export async function installN8n(progress: (line: string) => void): Promise<N8nInstall> {
	const runtime = await nodeRuntime(progress);
	const folder = n8nFolder(runtime.abi);
	const run = async (title: string, command: string, ...args: string[]): Promise<void> =>
		await runCommand(command, args, {
			cwd: folder,
			env: npmEnvironment(runtime),
			logFile: join(folder, 'install.log'),
			title,
			progress,
		});
	const install = async (): Promise<void> => {
		await run(
			`Installing n8n ${N8N_VERSION} into ${folder} (about 5 minutes, once)`,
			'npm',
			describeInstall(folder),
			'--legacy-peer-deps',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
		);
		// Started by `npm run`, this would take `ignore-scripts` over from our own .npmrc.
		await run(
			'Building its two native addons (about 2 minutes)',
			'npm',
			'rebuild',
			'--ignore-scripts=false',
			...ADDONS,
		);
		// npm says that it built them even where it was not allowed to (`allowScripts` in pinned/package.json).
		await run(
			'Loading its two native addons',
			runtime.node,
			'-e',
			ADDONS.map((name) => `require('${name}');`).join(''),
		);
	};
	await installOnce(folder, install, () => progress('Waiting for another command that installs n8n …'));
	return { runtime, folder, cli: join(folder, 'node_modules/n8n/bin/n8n') };
}
