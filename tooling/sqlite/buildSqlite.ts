import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../n8n/cacheFolder';
import { npmEnvironment } from '../n8n/npmEnvironment';
import { nodeRuntime } from '../n8n/nodeRuntime';
import { installOnce } from '../process/installOnce';
import { runCommand } from '../process/runCommand';

const PACKAGE = join(__dirname, '../../node_modules/sqlite3');
const ADDON = 'build/Release/node_sqlite3.node';
/** Every Node since 14 loads an addon of this Node-API version. https://nodejs.org/api/n-api.html#node-api-version-matrix */
const NODE_API = '6';

/** Downloads or compiles the addon once for all clones and all versions of Node. @returns its file */
async function buildOnce(version: string, progress: (line: string) => void): Promise<string> {
	const folder = join(cacheRoot(), `sqlite3-${version}-${process.platform}-${process.arch}-napi${NODE_API}`);
	const npm = async (title: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<void> =>
		await runCommand('npm', args, { cwd: folder, env, logFile: join(folder, 'install.log'), title, progress });
	const install = async (): Promise<void> => {
		const runtime = await nodeRuntime(progress);
		const env = { ...npmEnvironment(runtime), npm_config_napi_build_version: NODE_API };
		const manifest = { private: true, dependencies: { sqlite3: version }, allowScripts: { sqlite3: true } };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		// Its optional node-gyp is too old for newer versions of Python; npm brings one of its own.
		const quietly = ['--omit=optional', '--no-audit', '--no-fund'];
		await npm('Installing SQLite for the tests', env, 'install', '--ignore-scripts', ...quietly);
		await npm('Building SQLite (about 2 minutes, once)', env, 'rebuild', '--ignore-scripts=false', 'sqlite3');
	};
	await installOnce(folder, install, () => progress('Waiting for another command that builds SQLite …'));
	return join(folder, 'node_modules/sqlite3', ADDON);
}

/**
 * Gives the development package `sqlite3` its native addon, which no install script builds here, so that
 * `require('sqlite3')` works as it does inside n8n.
 */
export async function buildSqlite(progress: (line: string) => void): Promise<void> {
	const addon = join(PACKAGE, ADDON);
	if (existsSync(addon)) return;
	const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
	const built = await buildOnce(version, progress);
	mkdirSync(dirname(addon), { recursive: true });
	// In one step, because another command may be about to load it.
	const part = `${addon}.${process.pid}`;
	copyFileSync(built, part);
	renameSync(part, addon);
}
