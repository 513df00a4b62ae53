import type { IExecuteFunctions, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toErrorItem } from './errors';

/** Sends an item to one of the node's outputs, the first unless another is named. */
export type Emit = (item: INodeExecutionData, output?: number) => void;

interface Outputs {
	/** How many the node has. */
	count: number;
	/** Where a failed item goes when the workflow continues on an error. */
	failed: number;
}

/** The error as n8n's own of this item; both constructors return an error of their own kind as it is. */
const ofItem = (context: IExecuteFunctions, error: unknown, itemIndex: number): NodeApiError | NodeOperationError =>
	error instanceof NodeApiError
		? new NodeApiError(context.getNode(), error as unknown as JsonObject, { itemIndex })
		: new NodeOperationError(context.getNode(), error as Error, { itemIndex });

/**
 * Runs a function for each input item in turn and pairs what it emits with that item.
 * @returns the items by output; a failed item's place is taken by its error when the workflow continues on errors
 * @throws NodeApiError or NodeOperationError of the item that failed, else
 */
export async function eachItem(
	context: IExecuteFunctions,
	run: (itemIndex: number, emit: Emit) => Promise<void> | void,
	{ count, failed }: Outputs = { count: 1, failed: 0 },
): Promise<INodeExecutionData[][]> {
	const outputs = Array.from({ length: count }, (): INodeExecutionData[] => []);
	for (const itemIndex of context.getInputData().keys()) {
		try {
			await run(itemIndex, (item, output = 0) => outputs[output].push({ ...item, pairedItem: { item: itemIndex } }));
		} catch (error) {
			const failure = ofItem(context, error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			outputs[failed].push(toErrorItem(failure, itemIndex));
		}
	}
	return outputs;
}
