import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { setBounded } from '../../domain/setBounded';

/**
 * n8n reads and decrypts a credential from its database each time it is asked. At a hundred events per second that is
 * a fifth of the whole cost, so a credential is kept for this long; a change to it takes effect as much later.
 */
const FRESH_MS = 5_000;
/** Far more than the triggers of one n8n use. */
const MAX_KEPT = 100;

interface Kept {
	data: Promise<ICredentialDataDecryptedObject>;
	until: number;
}

export interface CredentialContext {
	getNode(): INode;
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
}

const kept = new Map<string, Kept>();

/** The node's credential of a type, at most five seconds old. Rejects as `getCredentials` does, and asks again next time. */
export async function cachedCredentials(
	context: CredentialContext,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	const id = context.getNode().credentials?.[type]?.id;
	if (!id) return await context.getCredentials(type);
	const standing = kept.get(id);
	if (standing && standing.until > performance.now()) return await standing.data;

	const data = context.getCredentials(type);
	setBounded(kept, id, { data, until: performance.now() + FRESH_MS }, MAX_KEPT);
	data.catch(() => kept.delete(id));
	return await data;
}
