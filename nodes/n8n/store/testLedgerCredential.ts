import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import { STORE_TYPES, type StoreKind } from './openStore';

/** What the credential's test button says: connects, asks, and leaves no connection behind. */
function testLedgerCredential(kind: StoreKind) {
	return async (credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> => {
		try {
			const connection = STORE_TYPES[kind].connect(credential.data as ICredentialDataDecryptedObject);
			try {
				await connection.ping();
			} finally {
				await connection.close();
			}
			return { status: 'OK', message: 'The server answered' };
		} catch (error) {
			// The clients' messages name host and rule ("connect ECONNREFUSED …", "WRONGPASS …"), never the password.
			return { status: 'Error', message: (error as Error).message };
		}
	};
}

/** `methods.credentialTest` of every node that may use a shared ledger, as n8n asks the first node that it finds. */
export const ledgerCredentialTests = {
	ledgerRedisTest: testLedgerCredential('redis'),
	ledgerPostgresTest: testLedgerCredential('postgres'),
};
