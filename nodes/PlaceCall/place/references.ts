import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { openStore, type StoreKind } from '../../host/openStore';
import { memoryStore } from '../../shared/ledger/memoryStore';
import type { Store } from '../../shared/ledger/store';

/** The references dialled by this process. */
const inProcess = memoryStore(() => performance.now());

interface Context {
	getCredentials(name: string): Promise<ICredentialDataDecryptedObject>;
}

/** Where dialled references are remembered: in this process, or in a store that all processes and restarts share. */
export async function openReferences(context: Context, kind: 'process' | StoreKind): Promise<Store> {
	return kind === 'process' ? inProcess : await openStore(context, kind);
}
