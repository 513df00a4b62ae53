import type { IExecuteFunctions } from 'n8n-workflow';
import { invalid, type Invalid } from '../../domain/result';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { digitsOf, trunkNumbers } from '../../n8n/processState/trunkNumbers';

/**
 * A caller ID must be provisioned to the account, or the call is refused or goes out unauthenticated:
 * https://unlimcall.com/blog/connecting-custom-crm-to-sip-trunk/
 * Where the numbers cannot be listed, the trunk judges From itself.
 */
export async function verifyCallerId(
	context: IExecuteFunctions,
	trunk: Trunk,
	from: string,
): Promise<Invalid | undefined> {
	if (!trunk.provider.numbers) return undefined;
	const numbers = await trunkNumbers(context, trunk);
	if (numbers === undefined || numbers.has(digitsOf(from))) return undefined;
	return invalid(
		`From: ${from} is not a number of this trunk account. Buy or port it, choose another one, or switch off Verify Caller ID.`,
	);
}
