import type { IExecuteFunctions } from 'n8n-workflow';
import { toRuleError } from '../../n8n/items/errors';
import type { TrunkProvider } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';

/** What the provider does for an operation. @throws NodeOperationError when its public documents do not offer it */
export function requireOperation<K extends keyof TrunkProvider>(
	context: IExecuteFunctions,
	{ provider }: Trunk,
	name: K,
	label: string,
	itemIndex: number,
): NonNullable<TrunkProvider[K]> {
	const offer = provider[name];
	if (offer) return offer;
	throw toRuleError(
		context.getNode(),
		`${label} is not available: ${provider.displayName} does not document it.`,
		itemIndex,
	);
}
