import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Trunk } from '../../shared/providers/settings';

/** One operation of the node: the fields it shows, and what it does with one input item. */
export interface Operation {
	properties: INodeProperties[];
	/** @throws NodeApiError or NodeOperationError with the item's index */
	run(context: IExecuteFunctions, trunk: Trunk, itemIndex: number): Promise<IDataObject>;
}
