import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../process/runCommand';
import { temporaryFolder } from '../process/temporaryFolder';
import type { N8nInstall } from './installN8n';

/**
 * Makes a private `N8N_USER_FOLDER` with our packed tarball installed where n8n keeps community packages.
 * As in n8n itself, install scripts do not run and peers are not brought: n8n lends its own `n8n-workflow`.
 */
export async function userFolder(
	install: N8nInstall,
	tarball: string,
	progress: (line: string) => void,
): Promise<string> {
	const folder = temporaryFolder('n8n');
	const nodes = join(folder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	writeFileSync(join(nodes, 'package.json'), '{"name":"installed-nodes","private":true}');
	await runCommand(
		'npm',
		['install', tarball, '--no-save', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'],
		{
			cwd: nodes,
			env: { ...process.env, PATH: `${dirname(install.runtime.node)}:${process.env.PATH}` },
			logFile: join(folder, 'npm.log'),
			title: 'Installing the packed package into n8n',
			progress,
		},
	);
	return folder;
}
