import type { IExecuteFunctions } from 'n8n-workflow';
import { toRuleError } from '../../n8n/items/errors';
import { readWords } from '../place/readParameters';
import { normalizeCallUuid } from '../../domain/call/callUuid';
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
		`${provider.displayName} does not offer ${label}, as far as its public documents say.`,
		itemIndex,
	);
}

/** The call that an operation is about. @throws NodeOperationError of this item */
export function readCallUuid(context: IExecuteFunctions, itemIndex: number): string {
	const callUuid = normalizeCallUuid(readWords(context, 'callUuid', 'Call UUID', itemIndex));
	// A path of dots alone would leave the calls and reach another endpoint.
	if (callUuid !== undefined && !/^\.+$/.test(callUuid)) return callUuid;
	throw toRuleError(
		context.getNode(),
		'Call UUID is missing or unusable: pass on callUuid of Place Call or Call Event Trigger.',
		itemIndex,
	);
}
