/**
 * The entry of every command: makes sure that the development packages stand as the lock file says, then runs it.
 * Plain JavaScript because nothing is installed yet on a fresh clone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.installed-lock');

const lockHash = () =>
	createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');

/** Without our stamp the packages were installed by hand (`npm ci`, `npm install`), which is trusted. */
function isInstalled() {
	if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
	return !existsSync(stamp) || readFileSync(stamp, 'utf8') === lockHash();
}

function install() {
	process.stderr.write('Installing the development packages (about a minute the first time) …\n');
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		shell: process.platform === 'win32',
		// Standard output belongs to the command, so that `--json` prints one JSON object and nothing else.
		stdio: ['ignore', process.stderr, process.stderr],
	});
	if (status !== 0) {
		process.stderr.write('npm ci did not finish: see the lines above, then run the command again.\n');
		process.exit(1);
	}
	writeFileSync(stamp, lockHash());
}

const [command, ...args] = process.argv.slice(2);
if (!isInstalled()) install();

const child = spawn(process.execPath, ['--import', 'tsx', join(root, `${command}.ts`), ...args], {
	cwd: root,
	stdio: 'inherit',
});
// The command cleans up after itself; this process only waits for it. A terminal's Ctrl-C reaches both, which is no harm.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
