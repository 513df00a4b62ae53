import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './manifest';

export interface Packed {
	/** Paths inside the package. */
	files: string[];
	unpackedSize: number;
	/** The tarball's contents, unpacked. */
	folder: string;
	remove(): void;
}

/** Packs `dist` as `npm publish` would. `npm test` builds it before. */
export function packDist(): Packed {
	if (!existsSync(join(ROOT, 'dist/nodes')))
		throw new Error('There is no build to pack: run `npm run build`, or the whole of `npm test`.');
	const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-packed-'));
	const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ filename, files, unpackedSize }] = JSON.parse(answer) as Array<{
		filename: string;
		files: Array<{ path: string }>;
		unpackedSize: number;
	}>;
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder, '--strip-components=1']);
	rmSync(join(folder, filename));
	return {
		files: files.map(({ path }) => path),
		unpackedSize,
		folder,
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
