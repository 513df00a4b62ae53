import type { Write } from './callStore';

/** A write as every backend stores it. */
export interface PreparedWrite {
	key: string;
	expected?: number;
	/** JSON text; absent removes the entry. */
	value?: string;
	list?: { name: string; dueInMs: number };
	keepMs?: number;
	wake?: string;
}

/** Names are compared by their bytes and kept by C programs, so they are what UTF-8 can write, without NUL. */
const MAX_NAME_BYTES = 1_000;
/** Far beyond any webhook body that n8n accepts, and below what every backend can hold. */
const MAX_VALUE_CHARACTERS = 16_000_000;
const UNWRITABLE = /\p{Surrogate}|\0/u;

/** @throws RangeError for what no backend can keep: the fault is the caller's, not the store's */
export function prepareUnits(units: ReadonlyArray<readonly Write[]>): PreparedWrite[][] {
	return units.map((writes) => {
		const prepared = writes.map(prepareWrite);
		if (new Set(prepared.map(({ key }) => key)).size < prepared.length)
			throw new RangeError('A unit of the call store may write each key only once.');
		return prepared;
	});
}

function prepareWrite({ key, expected, value, list, keepMs, wake }: Write): PreparedWrite {
	return {
		key: checkName('key', key),
		expected: expected === undefined ? undefined : checkInteger('expected version', expected),
		value: value === undefined ? undefined : toJson(key, value),
		list: list && { name: checkName('list', list.name), dueInMs: checkInteger('due time', list.dueInMs) },
		keepMs: keepMs === undefined ? undefined : checkInteger('time to keep', keepMs),
		wake: wake === undefined ? undefined : checkName('name to wake', wake),
	};
}

function checkName(what: string, name: string): string {
	if (name === '' || UNWRITABLE.test(name) || Buffer.byteLength(name) > MAX_NAME_BYTES)
		throw new RangeError(
			`A ${what} of the call store is 1 to ${MAX_NAME_BYTES} bytes of text without NUL: ${JSON.stringify(name.slice(0, 50))}.`,
		);
	return name;
}

function checkInteger(what: string, value: number): number {
	const rounded = Math.round(value);
	if (!Number.isSafeInteger(rounded))
		throw new RangeError(`The ${what} of a call store entry is a whole number: ${value}.`);
	return rounded;
}

function toJson(key: string, value: unknown): string {
	const json = JSON.stringify(value) as string | undefined;
	if (json === undefined) throw new RangeError(`The value of the call store entry ${JSON.stringify(key)} is not JSON.`);
	if (json.length > MAX_VALUE_CHARACTERS)
		throw new RangeError(
			`The value of the call store entry ${JSON.stringify(key)} has ${json.length} characters; it may have ${MAX_VALUE_CHARACTERS}.`,
		);
	return json;
}
