import type { CallStore, Entry } from '../store/callStore';
import { changeEntry, versionOf } from '../store/changeEntries';

/** Which n8n the events of a namespace belong to. */
interface Ownership {
	/** The base URL of its webhooks. */
	url: string;
	doubtfulUntil?: number;
}

export type Claim =
	| {
			kind: 'owned';
			/** What was received until then may have run in a time that the store does not know of. */
			doubtfulUntil?: number;
	  }
	/** Another n8n that is alive. */
	| { kind: 'taken'; url: string };

/** After so long without an owner the store may have been restored from a backup. */
const DOUBTFUL_AFTER_MS = 300_000;

export const ownershipKey = (namespace: string): string => `owner:${namespace}`;

/** Whether an n8n with this URL may use the namespace; an n8n that has been silent for the lease is gone. */
export function isTaken(entry: Entry | undefined, url: string, leaseMs: number, now: number): boolean {
	return entry !== undefined && (entry.value as Ownership).url !== url && now - entry.writtenAt < leaseMs;
}

/**
 * Claims a namespace for the n8n with these webhooks, or renews the claim: a copy of an n8n that runs beside it must
 * not emit its events.
 * @throws StoreUnavailable
 */
export async function claimNamespace(
	store: CallStore,
	namespace: string,
	{ url, leaseMs }: { url: string; leaseMs: number },
): Promise<Claim> {
	const key = ownershipKey(namespace);
	return await changeEntry<Claim>(store, [key], ([entry], now) => {
		const before = entry?.value as Ownership | undefined;
		if (entry && before && isTaken(entry, url, leaseMs, now))
			return { writes: [], result: { kind: 'taken', url: before.url } };
		const isNewOwner = before !== undefined && before.url !== url;
		const wasAway = entry !== undefined && now - entry.writtenAt >= DOUBTFUL_AFTER_MS;
		const doubtfulUntil = isNewOwner ? now : wasAway ? entry.writtenAt : before?.doubtfulUntil;
		const known = doubtfulUntil === undefined ? {} : { doubtfulUntil };
		return {
			writes: [{ key, expected: versionOf(entry), value: { url, ...known } satisfies Ownership }],
			result: { kind: 'owned', ...known },
		};
	});
}
