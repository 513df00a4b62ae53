import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { listNumbersOf } from '../../n8n/http/listTrunkNumbers';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { invalid, type Invalid } from '../../domain/result';
import { setBounded } from '../../domain/setBounded';

/** Long enough that a campaign asks once, short enough that a number bought a minute ago can be used. */
const MAX_AGE_MS = 60_000;
const MAX_TRUNKS = 16;

const pools = new Map<string, { readAt: number; numbers: Promise<ReadonlySet<string> | undefined> }>();

const keyOf = ({ baseUrl, settings }: Trunk): string =>
	createHash('sha256')
		.update(JSON.stringify([baseUrl, settings]))
		.digest('base64url');

/** Numbers are compared by their digits, because some trunks list them without the plus. */
const digitsOf = (number: string): string => number.replace(/\D/g, '');

/** Undefined when the numbers cannot be listed or read: the trunk will then judge From itself. */
async function read(context: IExecuteFunctions, trunk: Trunk): Promise<ReadonlySet<string> | undefined> {
	try {
		const numbers = await listNumbersOf(context, trunk, 0);
		return numbers.length === 0 ? undefined : new Set(numbers.map(({ number }) => digitsOf(number)));
	} catch {
		return undefined;
	}
}

/** The trunk's numbers, asked for once a minute and process. */
async function numbersOf(context: IExecuteFunctions, trunk: Trunk): Promise<ReadonlySet<string> | undefined> {
	const key = keyOf(trunk);
	const known = pools.get(key);
	if (known && performance.now() - known.readAt < MAX_AGE_MS) return await known.numbers;
	const numbers = read(context, trunk);
	setBounded(pools, key, { readAt: performance.now(), numbers }, MAX_TRUNKS);
	return await numbers;
}

/**
 * A caller ID must be provisioned to the account, or the call is refused or goes out unauthenticated:
 * https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/
 */
export async function verifyCallerId(
	context: IExecuteFunctions,
	trunk: Trunk,
	from: string,
): Promise<Invalid | undefined> {
	if (!trunk.provider.numbers) return undefined;
	const numbers = await numbersOf(context, trunk);
	if (numbers === undefined || numbers.has(digitsOf(from))) return undefined;
	return invalid(
		"From: this is not one of the trunk's numbers. Choose one from the list, or let Select Caller ID choose it.",
	);
}
