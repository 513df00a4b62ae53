import type { IExecuteFunctions } from 'n8n-workflow';
import { normalizeCallUuid } from '../../domain/call/callUuid';
import { toRuleError } from '../../n8n/items/errors';
import { readWords } from '../place/readParameters';

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
