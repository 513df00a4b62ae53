/** Keys from `from` on (`after` it, when `exclusive`) and before `to`, in the order of their UTF-8 bytes. */
export interface KeyRange {
	from: string;
	exclusive: boolean;
	to: string;
}

/** The keys that begin with `prefix`, from just after `after`. */
export function keyRange(prefix: string, after?: string): KeyRange {
	const to = successor(prefix);
	return after !== undefined && comesAfter(after, prefix)
		? { from: after, exclusive: true, to }
		: { from: prefix, exclusive: false, to };
}

const comesAfter = (key: string, prefix: string): boolean => Buffer.compare(Buffer.from(key), Buffer.from(prefix)) >= 0;

const LAST = 0x10ffff;
/** After every key, since it is longer than any and there is no character after its own. */
const END = String.fromCodePoint(LAST).repeat(300);
const BEFORE_SURROGATES = 0xd7ff;
const AFTER_SURROGATES = 0xe000;

/** The first text after all that begin with `prefix`: UTF-8 bytes order texts as their code points do. */
function successor(prefix: string): string {
	const points = Array.from(prefix, (character) => character.codePointAt(0) as number);
	while (points.at(-1) === LAST) points.pop();
	const last = points.pop();
	if (last === undefined) return END;
	return String.fromCodePoint(...points, last === BEFORE_SURROGATES ? AFTER_SURROGATES : last + 1);
}
