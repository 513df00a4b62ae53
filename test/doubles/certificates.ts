import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { temporaryFolder } from '../../tooling/process/temporaryFolder';
import { UserError } from '../../tooling/process/userError';

export interface Certificates {
	key: Buffer;
	cert: Buffer;
	/** For `NODE_EXTRA_CA_CERTS`. */
	authorityFile: string;
}

/** One self-signed certificate for all these host names, valid for a day; it is its own authority. */
export function createCertificates(hosts: readonly string[]): Certificates {
	const folder = temporaryFolder('certificates');
	const [keyFile, authorityFile] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
	const names = ['localhost', ...hosts].map((host) => `DNS:${host}`).join(',');
	const { status, stderr } = spawnSync(
		'openssl',
		[
			'req',
			'-x509',
			'-newkey',
			'rsa:2048',
			'-nodes',
			'-days',
			'1',
			'-subj',
			'/CN=doubles',
			'-addext',
			`subjectAltName=${names}`,
			'-keyout',
			keyFile,
			'-out',
			authorityFile,
		],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new UserError(`openssl made no certificate for the doubles: ${stderr}`);
	return { key: readFileSync(keyFile), cert: readFileSync(authorityFile), authorityFile };
}
