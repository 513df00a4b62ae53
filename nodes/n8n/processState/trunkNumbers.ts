import { createHash } from 'crypto';
import { setBounded } from '../../domain/setBounded';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { listNumbersOf, usable } from '../http/listTrunkNumbers';
import type { RequestContext } from '../http/transport';

/** Long enough that a campaign asks once, short enough that a number bought a minute ago can be used. */
const MAX_AGE_MS = 60_000;
const MAX_TRUNKS = 16;

type Numbers = ReadonlySet<string> | undefined;

const byTrunk = new Map<string, { readAt: number; numbers: Promise<Numbers> }>();

const keyOf = ({ baseUrl, settings }: Trunk): string =>
	createHash('sha256')
		.update(JSON.stringify([baseUrl, settings]))
		.digest('base64url');

/** Numbers are compared by their digits, because some trunks list them without the plus. */
export const digitsOf = (number: string): string => number.replace(/\D/g, '');

async function read(context: RequestContext, trunk: Trunk): Promise<Numbers> {
	try {
		const numbers = usable(await listNumbersOf(context, trunk, 0));
		return numbers.length === 0 ? undefined : new Set(numbers.map(({ number }) => digitsOf(number)));
	} catch {
		return undefined;
	}
}

/** The digits of the trunk's numbers, asked for once a minute; undefined when they cannot be listed or read. */
export async function trunkNumbers(context: RequestContext, trunk: Trunk): Promise<Numbers> {
	const key = keyOf(trunk);
	const known = byTrunk.get(key);
	if (known && performance.now() - known.readAt < MAX_AGE_MS) return await known.numbers;
	const numbers = read(context, trunk);
	setBounded(byTrunk, key, { readAt: performance.now(), numbers }, MAX_TRUNKS);
	return await numbers;
}
