import type { Entry, Write } from '../store/callStore';
import { versionOf } from '../store/changeEntries';
import { ASKED_AT_MOST_MS } from './live';
import type { Line, LineScope } from './record';

/** How long an agent's state is kept that nobody changes. */
const AGENT_KEEP_MS = 30 * 86_400_000;

const EMPTY: LineScope = Object.freeze({ lines: Object.freeze({}) });

export const scopeOf = (entry: Entry | undefined): LineScope => (entry?.value as LineScope | undefined) ?? EMPTY;

const countsUntil = ({ until, ask }: Line): number => until + (ask ? ASKED_AT_MOST_MS : 0);

/** @param now the store's time, of the reading that was decided on */
export function scopeWrite(key: string, entry: Entry | undefined, scope: LineScope, now: number): Write {
	const lines = Object.values(scope.lines);
	if (lines.length === 0 && !scope.agent) return { key, expected: versionOf(entry) };
	const keepMs = Math.max(scope.agent ? AGENT_KEEP_MS : 0, ...lines.map((line) => countsUntil(line) - now));
	return { key, expected: versionOf(entry), value: scope, keepMs };
}
