import type { SharedLedger } from './ledger';
import type { Store } from '../store/store';

/** A record is `<fingerprint> <owner>`; fingerprints are base64url and hold no space. */
const fingerprintOf = (record: string): string => record.split(' ', 1)[0];

/** The ledger of a store that several processes share. */
export function storeLedger(store: Store, windowMs: number): SharedLedger {
	return {
		async admit(key, fingerprint, owner) {
			const record = `${fingerprint} ${owner}`;
			const standing = await store.claim(key, record, windowMs);
			if (standing === undefined || standing === record) return 'new';
			return fingerprintOf(standing) === fingerprint ? 'duplicate' : 'changed';
		},
		async has(keys) {
			const records = await store.get(keys);
			return records.map((record) => (record === undefined ? undefined : { fingerprint: fingerprintOf(record) }));
		},
		async forget(keys) {
			await Promise.all(keys.map((key) => store.remove(key)));
		},
	};
}
