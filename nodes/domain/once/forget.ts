import { pseudonym } from '../inbox/fingerprint';
import type { Subject } from '../inbox/forget';
import type { CallStore } from '../store/callStore';
import type { OnceRecord } from './record';

const PAGE = 500;

/** A contact leaves no trace here. */
function concerns(subject: Subject, secret: string, { subject: number, result, hint }: OnceRecord): boolean {
	if ('number' in subject) return number === pseudonym(secret, subject.number);
	if (!('callUuid' in subject)) return false;
	return hint === subject.callUuid || (result as { callUuid?: string } | undefined)?.callUuid === subject.callUuid;
}

/**
 * Removes what is known of the dialed references and transfers of a call or a number; they may be dialed again.
 * @returns how many
 * @throws StoreUnavailable
 */
export async function forgetRequests(
	store: CallStore,
	namespace: string,
	subject: Subject,
	secret: string,
): Promise<number> {
	let removed = 0;
	for (const kind of ['dial', 'transfer']) {
		for (let after: string | undefined; ;) {
			const page = await store.find(`${kind}:${namespace}:`, { after, limit: PAGE });
			const found = page.filter(({ value }) => concerns(subject, secret, value as OnceRecord));
			if (found.length > 0) await store.commit(found.map(({ key }) => [{ key }]));
			removed += found.length;
			if (page.length < PAGE) break;
			after = page[page.length - 1].key;
		}
	}
	return removed;
}
