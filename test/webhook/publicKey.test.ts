import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readPublicKey } from '../../nodes/domain/webhook/signature/publicKey';
import { checkVector as check } from '../support/signatureVector';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const ed25519 = generateKeyPairSync('ed25519').publicKey;
const pem = rsa.export({ format: 'pem', type: 'spki' }) as string;

test.each([
	['PEM', pem],
	['PEM on one line, as a password field keeps it', pem.trim().replace(/\n/g, ' ')],
	['PEM with \\n in two characters', pem.replace(/\n/g, '\\n')],
	['PEM with Windows line ends and space around', ` \r\n${pem.replace(/\n/g, '\r\n')} `],
])('a %s', (_spelling, text) => expect(readPublicKey(text)?.equals(rsa)).toBe(true));
test('bare Ed25519 bytes', () => {
	const der = ed25519.export({ format: 'der', type: 'spki' });
	expect(readPublicKey(` ${der.subarray(-32).toString('base64')}\n`)?.equals(ed25519)).toBe(true);
	expect(readPublicKey(der.toString('base64'))?.equals(ed25519)).toBe(true);
});
test.each([
	['nothing', ''],
	['words', 'not a key'],
	['a short text', 'AAAA'],
	['31 bytes', Buffer.alloc(31).toString('base64')],
	['a broken PEM', pem.replace('MII', 'AII')],
	['the end of a PEM', pem.slice(30)],
	['two PEMs', `${pem}${pem}`],
])('%s is no key', (_what, text) => expect(readPublicKey(text)).toBeUndefined());
test('32 bytes in a PEM are no bare key', () =>
	expect(
		readPublicKey(`-----BEGIN PUBLIC KEY-----\n${Buffer.alloc(32, 1).toString('base64')}\n-----END PUBLIC KEY-----`),
	).toBeUndefined());

test.each(['ed25519', 'rsa-sha256'] as const)('a key of another algorithm than %s is named, not tried', (algorithm) => {
	const { privateKey, publicKey } =
		algorithm === 'ed25519' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
	const signature = sign(algorithm === 'ed25519' ? 'sha256' : null, Buffer.from('{}'), privateKey).toString('base64');
	const secret = publicKey.export({ format: 'pem', type: 'spki' }) as string;
	expect(createPublicKey(secret).asymmetricKeyType).not.toBe(algorithm.split('-')[0]);
	const vector = {
		scheme: { scheme: 'publicKey', algorithm, header: 'x-signature' } as const,
		secret,
		body: '{}',
		headers: { 'x-signature': signature },
	};
	expect(check(vector)).toContain('public key');
});
