import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Trunk } from '../../domain/trunk/readTrunk';

/** An item, and the name of the output that it leaves by; without one, the first. */
export type Result = INodeExecutionData & { output?: string };

/** One operation of the node: the fields it shows, and what it does with one input item. */
export interface Operation {
	properties: INodeProperties[];
	/** How many items it works on side by side; absent: one after the other. */
	atOnce?(context: IExecuteFunctions): number;
	/**
	 * @returns the items that this input item leads to
	 * @throws NodeApiError or NodeOperationError with the item's index
	 */
	run(context: IExecuteFunctions, trunk: Trunk, itemIndex: number): Promise<Result[]>;
}
