import { leavesOf } from '../../leaves';
import { providers } from '../index';
import type { CredentialField, TrunkSettings } from '../provider';
import { own } from '../event/payload';

/** Shorter values would blot out ordinary words. */
const MIN_LENGTH = 6;
/** Shorter parts of a path are words, such as `calls`; an address that is a secret in itself has a longer one. */
const MIN_PATH_LENGTH = 16;

/** Settings that hold no secret by their nature; of where the package remembers, only the password is one. */
const PUBLIC_FIELD = /^(provider$|allow|callStore$|store(?!Password$))/;

/**
 * Words that templates and headers are made of and that calls have, too, and telephone numbers: they are never secret,
 * and blotting them out would destroy the items.
 */
const ORDINARY =
	/^(\+\d{7,15}|application\/json|application\/x-www-form-urlencoded|initiated|ringing|answered|completed|inbound|outbound|machine|unknown|success|queued|in-progress|no-answer|canceled|failed)$/i;

/** A place in an event or answer, such as `data.call_id`: it is read here and never sent. */
const IS_PLACE = /^[\w*-]{1,15}(\.[\w*-]{1,15})*$/;

const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/** The user name, password, parameters and long path parts of a URL or of a request line. */
function partsOfAddress(text: string): string[] {
	const url = new URL(text, 'http://relative.invalid');
	const paths = url.pathname.split('/').filter((part) => part.length >= MIN_PATH_LENGTH);
	return [url.username, url.password, url.hash.slice(1), ...paths].map(decoded).concat([...url.searchParams.values()]);
}

/** A template's text around its placeholders, and the words in it that look like keys: `Token k3y-0f-m1ne`, `session=…`. */
const literals = (text: string): string[] =>
	text
		.split(/\{[A-Za-z]+\}/)
		.flatMap((part) => [
			part,
			...part.split(/[\s=;,]+/).filter((word) => /\d/.test(word) || word.length >= MIN_PATH_LENGTH),
		]);

function secretsIn(text: string, { isPlace, isBaseUrl }: { isPlace: boolean; isBaseUrl: boolean }): string[] {
	if (isPlace && IS_PLACE.test(text)) return [];
	const [, line] = /^(?:GET|POST|PUT|PATCH|DELETE)\s+(\/.*)$/.exec(text) ?? [];
	if (line) return partsOfAddress(line).flatMap(literals);
	const parts = /^https?:\/\//i.test(text) && URL.canParse(text) ? partsOfAddress(text) : [];
	return isBaseUrl ? parts : [...literals(text), ...parts];
}

function parsed(text: string): unknown {
	try {
		return /^[[{]/.test(text) ? JSON.parse(text) : text;
	} catch {
		return text;
	}
}

/** The values of a JSON setting, at any depth; names of fields and headers are no secrets. */
function valuesOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(valuesOf);
	if (typeof value !== 'object' || value === null) return leavesOf(value);
	return Object.values(value).flatMap(valuesOf);
}

/**
 * Every text of a saved credential that must not be seen: each setting, each value inside a JSON setting, and each part
 * of an address that can hold a key. What a field has from the start is no secret.
 */
export function secretsOf(settings: TrunkSettings): string[] {
	const provider = own(providers, String(settings.provider)) as (typeof providers)[string] | undefined;
	const fields: readonly CredentialField[] = provider ? [provider.baseUrl, ...(provider.credentialFields ?? [])] : [];
	const found = Object.entries(settings).flatMap(([name, setting]) => {
		const field = fields.find((candidate) => candidate.name === name);
		const text = String(setting ?? '').trim();
		if (PUBLIC_FIELD.test(name) || field?.isPublic || typeof setting === 'boolean' || text === field?.default.trim())
			return [];
		const kind = { isPlace: field?.isPlace ?? false, isBaseUrl: name === provider?.baseUrl.name };
		return valuesOf(parsed(text)).flatMap((value) => secretsIn(value.trim(), kind));
	});
	const texts = found.map((text) => text.trim()).filter((text) => text.length >= MIN_LENGTH && !ORDINARY.test(text));
	return [...new Set(texts)];
}
