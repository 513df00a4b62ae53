import type { CredentialContext } from '../../host/cachedCredentials';
import { openStore, type StoreKind } from '../../host/openStore';
import { memoryStore } from '../../shared/ledger/memoryStore';
import type { Store } from '../../shared/ledger/store';

/** The references dialled by this process. */
const inProcess = memoryStore(() => performance.now());

/** Where dialled references are remembered: in this process, or in a store that all processes and restarts share. */
export async function openReferences(context: CredentialContext, kind: 'process' | StoreKind): Promise<Store> {
	return kind === 'process' ? inProcess : await openStore(context, kind);
}
