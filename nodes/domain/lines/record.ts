import { pseudonym } from '../inbox/fingerprint';
import type { Account } from '../once/record';

/** What the store keeps of a call that counts as live. */
export interface Line {
	/** The store's time until which it counts when nothing is learned of its end. */
	until: number;
	/** How long its agent wraps up after its end, in milliseconds. */
	wrapUpMs?: number;
	/** The trunk was given no time limit: after `until` it is asked how the call stands. */
	ask?: true;
}

/** What an agent was set to by hand; being on a call follows from the lines of the seat. */
export interface AgentMark {
	state: 'paused' | 'onCall' | 'wrappingUp';
	/** The store's time when the agent is available again; absent: when somebody says so. */
	until?: number;
}

/** What the store keeps of a trunk, a campaign or a seat. */
export interface LineScope {
	/** By the store's key of the dial attempt (`dialKey`). */
	lines: Readonly<Record<string, Line>>;
	agent?: AgentMark;
}

export type ScopeKind = 'trunk' | 'campaign' | 'seat';

/** At most so many calls of a trunk, a campaign or a seat at a time. */
export interface LineLimit {
	kind: ScopeKind;
	/** Of the entry in the store. */
	key: string;
	atMost: number;
}

/** Where the store keeps the lines of a trunk, or of a campaign or a seat of it. */
export function scopeKey({ namespace, credentialId, secret }: Account, kind: ScopeKind, name = ''): string {
	const owner = [namespace, credentialId].map(encodeURIComponent).join(':');
	return `lines:${owner}:${kind}${kind === 'trunk' ? '' : `:${pseudonym(secret, name)}`}`;
}
