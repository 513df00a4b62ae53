import type { CredentialContext } from '../../n8n/processState/cachedCredentials';
import { openStore, type StoreKind } from '../../n8n/store/openStore';
import { memoryStore } from '../../domain/store/memoryStore';
import type { Store } from '../../domain/store/store';

/** The references dialed by this process. */
const inProcess = memoryStore(() => performance.now());

/** Where dialed references are remembered: in this process, or in a store that all processes and restarts share. */
export async function openDialedReferences(context: CredentialContext, kind: 'process' | StoreKind): Promise<Store> {
	return kind === 'process' ? inProcess : await openStore(context, kind);
}
