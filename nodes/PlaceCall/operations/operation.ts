import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Trunk } from '../../domain/trunk/readTrunk';

/** One operation of the node: the fields it shows, and what it does with one input item. */
export interface Operation {
	properties: INodeProperties[];
	/**
	 * @returns the items that this input item leads to
	 * @throws NodeApiError or NodeOperationError with the item's index
	 */
	run(context: IExecuteFunctions, trunk: Trunk, itemIndex: number): Promise<INodeExecutionData[]>;
}
