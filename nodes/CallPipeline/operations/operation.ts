import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readEventKey, type EventKeyParts } from '../../domain/inbox/eventKey';
import type { Filing } from '../../domain/inbox/record';
import { toRuleError } from '../../n8n/items/errors';
import { ownNamespace } from '../../n8n/triggerScope';

/** What an operation does for one item: the item that it leads to, or several. */
export type Operation = (context: IExecuteFunctions, index: number) => Promise<IDataObject | IDataObject[]>;

/** How long an event is kept is its trigger's to say. */
export const filingOf = (context: IExecuteFunctions): Filing => ({ namespace: ownNamespace(context) });

/** @throws NodeOperationError of this item when the text is not a key that the trigger emitted */
export function readKey(context: IExecuteFunctions, index: number): EventKeyParts {
	const key = readEventKey(context.getNodeParameter('eventKey', index));
	if (key) return key;
	throw toRuleError(
		context.getNode(),
		'The event key is not one that the Call Event Trigger emitted: use its field eventKey.',
		index,
	);
}
