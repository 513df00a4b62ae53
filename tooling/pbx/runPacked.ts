import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARIES = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu/asterisk', 'usr/lib'];

/** The folder of Asterisk's modules, which moved between Debian's versions. */
export const modulesFolder = (root: string): string =>
	['usr/lib/x86_64-linux-gnu/asterisk/modules', 'usr/lib/asterisk/modules']
		.map((folder) => join(root, folder))
		.find((folder) => existsSync(folder) && readdirSync(folder).length > 0) as string;

/** Starts an unpacked program with the loader and the libraries that it was packed with, whatever this machine has. */
export function packedCommand(root: string, program: string, args: readonly string[]): [string, string[]] {
	const libraries = LIBRARIES.map((folder) => join(root, folder)).join(':');
	const loader = ['usr/lib64', 'lib64', 'usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu']
		.map((folder) => join(root, folder, 'ld-linux-x86-64.so.2'))
		.find((file) => existsSync(file)) as string;
	return [loader, ['--inhibit-cache', '--library-path', libraries, join(root, 'usr', program), ...args]];
}
