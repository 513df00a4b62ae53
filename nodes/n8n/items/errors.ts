import type { INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isInvalid, type Invalid } from '../../domain/result';
import type { Refusal } from '../../domain/trunk/response/refusal';

/** A trunk's refusal as n8n's error of one item, with the machine-readable cause that n8n's own handling reads. */
export function toApiError(node: INode, refusal: Refusal, itemIndex: number): NodeApiError {
	const { message, description, cause, retryAfterMs, httpStatus } = refusal;
	const details: JsonObject = { message, description };
	return new NodeApiError(node, details, {
		message,
		description,
		itemIndex,
		httpCode: httpStatus?.toString(),
		...(cause && {
			failure: { cause, ...(retryAfterMs !== undefined && { retryAfterMs }) } as NodeApiError['failure'],
		}),
	});
}

/** A rule that the item or the settings break, before anything was sent. */
export function toRuleError(node: INode, rule: string, itemIndex: number): NodeOperationError {
	return new NodeOperationError(node, rule, { itemIndex, failure: { cause: 'configuration-invalid' } });
}

/**
 * The value, or the rule that it breaks as this item's error.
 * @throws NodeOperationError of this item
 */
export function orThrow<T>(context: { getNode(): INode }, value: T | Invalid, itemIndex: number): T {
	if (isInvalid(value)) throw toRuleError(context.getNode(), value.rule, itemIndex);
	return value;
}

/** The item in the place of a failed one. n8n sends an item with `error` in addition to `json` to the node's error output. */
export function toErrorItem(error: NodeApiError | NodeOperationError, itemIndex: number): INodeExecutionData {
	const { message, description } = error;
	return {
		json: { error: message, ...(description && { description }) },
		error,
		pairedItem: { item: itemIndex },
	};
}
