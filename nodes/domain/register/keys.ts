import { pseudonym } from '../inbox/fingerprint';
import type { Account } from '../once/record';

const join = (kind: string, ...parts: string[]): string => `${kind}:${parts.map(encodeURIComponent).join(':')}`;

/** Where the store keeps a call of a trunk account. */
export const callKey = ({ namespace, credentialId }: Pick<Account, 'namespace' | 'credentialId'>, callUuid: string) =>
	join('call', namespace, credentialId, callUuid);

/** Where the store keeps which call a leg belongs to, for callbacks that name the leg alone. */
export const legKey = ({ namespace, credentialId }: Pick<Account, 'namespace' | 'credentialId'>, leg: string) =>
	join('leg', namespace, credentialId, leg);

/** The trunk account and the UUID of a call's key. */
export function readCallKey(key: string): { credentialId: string; callUuid: string } {
	const [, , credentialId = '', callUuid = ''] = key.split(':').map(decodeURIComponent);
	return { credentialId, callUuid };
}

/** The list of all calls and attempts to or from a number, the newest first. */
export const numberList = ({ namespace, secret }: Pick<Account, 'namespace' | 'secret'>, number: string): string =>
	`num:${namespace}:${pseudonym(secret, number)}`;

/** How an entry is put into a list that has the newest first. @param since the store's time that counts */
export const newestFirst = (name: string, since: number): { name: string; dueInMs: number } => ({
	name,
	dueInMs: -since,
});
