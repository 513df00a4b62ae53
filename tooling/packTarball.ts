import { spawnSync, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { bin } from './process/bin';
import { UserError } from './process/userError';

/** Standard output may belong to a command's JSON, so what the tools have to say goes to standard error. */
function run(what: string, command: string, args: string[], stdio: StdioOptions): string {
	const { status, stdout } = spawnSync(command, args, { cwd: join(__dirname, '..'), stdio, encoding: 'utf8' });
	if (status !== 0) throw new UserError(`${what} did not succeed: see the lines above.`);
	return stdout ?? '';
}

export function build(): void {
	run('The build', process.execPath, [bin('gulp/bin/gulp.js'), 'build', '--silent'], ['ignore', 2, 2]);
}

/**
 * Builds `dist` and packs the package as npm would publish it.
 * @returns the tarball's path inside `folder`
 */
export function packTarball(folder: string): string {
	build();
	const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
	const packed = run('npm pack', 'npm', args, ['ignore', 'pipe', 2]);
	return join(folder, packed.trim().split('\n').pop() as string);
}
