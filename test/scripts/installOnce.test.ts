import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnce } from '../../tooling/process/installOnce';
import { pause } from '../../tooling/process/pause';

let root: string;
let folder: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'sip-trunk-install-'));
	folder = join(root, 'n8n');
});
afterEach(() => rmSync(root, { recursive: true }));

const silent = (): void => undefined;
const write = (text: string) => async (): Promise<void> => writeFileSync(join(folder, 'installed'), text);
const installed = (): string => readFileSync(join(folder, 'installed'), 'utf8');

it('installs the first time and not again', async () => {
	await installOnce(folder, write('first'), silent);
	await installOnce(folder, write('second'), silent);
	expect(installed()).toBe('first');
});

it('begins anew in an empty folder after an installation that was interrupted', async () => {
	await expect(
		installOnce(
			folder,
			async () => {
				await write('half')();
				throw new Error('interrupted');
			},
			silent,
		),
	).rejects.toThrow('interrupted');
	await installOnce(
		folder,
		async () => {
			expect(existsSync(join(folder, 'installed'))).toBe(false);
			await write('whole')();
		},
		silent,
	);
	expect(installed()).toBe('whole');
});

it('lets the second of two commands wait and use what the first installed', async () => {
	let waited = 0;
	const slowly = async (): Promise<void> => {
		await pause(50);
		await write('first')();
	};
	await Promise.all([installOnce(folder, slowly, silent), installOnce(folder, write('second'), () => (waited += 1))]);
	expect({ waited, installed: installed() }).toEqual({ waited: 1, installed: 'first' });
});

it('takes the lock of a command that died away', async () => {
	// Process ids end at 2^22 on Linux.
	writeFileSync(`${folder}.lock`, String(2 ** 22 + 1));
	await installOnce(folder, write('mine'), silent);
	expect(installed()).toBe('mine');
});
