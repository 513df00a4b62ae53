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
 * Runs a function for each input item and pairs what it emits with that item. The order is that of the input.
 * @param atOnce how many items are worked on side by side; 1 for one after the other
 * @returns the items by output; a failed item's place is taken by its error when the workflow continues on errors
 * @throws NodeApiError or NodeOperationError of the item that failed, else; no other item is then begun
 */
export async function eachItem(
	context: IExecuteFunctions,
	run: (itemIndex: number, emit: Emit) => Promise<void> | void,
	{ count, failed }: Outputs = { count: 1, failed: 0 },
	atOnce = 1,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const emitted = items.map((): Array<[output: number, item: INodeExecutionData]> => []);
	const waiting = items.keys();
	let isFailed = false;
	const work = async (): Promise<void> => {
		for (const itemIndex of waiting) {
			if (isFailed) return;
			const pairedItem = { item: itemIndex };
			try {
				await run(itemIndex, (item, output = 0) => emitted[itemIndex].push([output, { ...item, pairedItem }]));
			} catch (error) {
				const failure = ofItem(context, error, itemIndex);
				isFailed = !context.continueOnFail();
				if (isFailed) throw failure;
				emitted[itemIndex].push([failed, toErrorItem(failure, itemIndex)]);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
	const all = emitted.flat();
	return Array.from({ length: count }, (_, output) => all.filter(([at]) => at === output).map(([, item]) => item));
}
