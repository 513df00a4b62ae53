import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Builds `dist` and packs the package as npm would publish it.
 * @returns the tarball's path inside `folder`
 */
export function packTarball(folder: string): string {
	const quiet = { cwd: process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] };
	execFileSync(process.execPath, [require.resolve('gulp/bin/gulp.js'), 'build', '--silent'], quiet);
	const out = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], quiet);
	return join(folder, out.toString().trim().split('\n').pop() as string);
}
