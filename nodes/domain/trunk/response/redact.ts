import type { TrunkSettings } from '../provider';
import { secretsOf } from './secrets';
import { spellingsOf, unescapeOnce } from './spellings';

const REDACTED = '[redacted]';
/** An escape of an escape of an escape: nobody writes more. */
const MAX_LAYERS = 3;

const patterns = new WeakMap<TrunkSettings, RegExp>();
const NEVER = /(?!)/g;

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Digits alone are a secret only where they stand alone: as part of a telephone number they are something else. */
const asPattern = (text: string): string => (/^\d+$/.test(text) ? `(?<!\\d)${text}(?!\\d)` : quoted(text));

/** Every spelling of every secret of a credential, the longest first, in any letter case. */
function patternOf(settings: TrunkSettings): RegExp {
	const known = patterns.get(settings);
	if (known) return known;
	const spellings = [...new Set(secretsOf(settings).flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
	const pattern = spellings.length > 0 ? new RegExp(spellings.map(asPattern).join('|'), 'gi') : NEVER;
	patterns.set(settings, pattern);
	return pattern;
}

function isSeenBelowEscapes(text: string, pattern: RegExp): boolean {
	let below = text;
	for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
		const next = unescapeOnce(below);
		if (next === below) return false;
		if (next.search(pattern) >= 0) return true;
		below = next;
	}
	return false;
}

/** The text without any part of the credential, as it is or encoded. */
function withoutSecrets(text: string, settings: TrunkSettings): string {
	const pattern = patternOf(settings);
	const plain = text.replace(pattern, REDACTED);
	return isSeenBelowEscapes(plain, pattern) ? REDACTED : plain;
}

/** A trunk's sentence without any part of the credential: trunks echo headers and bodies in what they answer. */
export const redact = (text: string, settings: TrunkSettings): string =>
	// What follows these words is a token, whosever it is.
	withoutSecrets(text.replace(/\b(Basic|Bearer)\s+\S+/gi, `$1 ${REDACTED}`), settings);

/** The same for every text in a value that a trunk answered with, names of fields included. */
export function redactAll<T>(value: T, settings: TrunkSettings): T {
	const visit = (node: unknown): unknown => {
		if (typeof node === 'string') return withoutSecrets(node, settings);
		if (typeof node === 'number') return withoutSecrets(String(node), settings) === String(node) ? node : REDACTED;
		if (Array.isArray(node)) return node.map(visit);
		if (typeof node !== 'object' || node === null) return node;
		return Object.fromEntries(
			Object.entries(node).map(([name, entry]) => [withoutSecrets(name, settings), visit(entry)]),
		);
	};
	return visit(value) as T;
}
