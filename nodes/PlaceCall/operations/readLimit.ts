import type { IExecuteFunctions } from 'n8n-workflow';
import { DEFAULT_LIMIT } from '../properties/common';

export const readLimit = (context: IExecuteFunctions, itemIndex: number): number =>
	context.getNodeParameter('returnAll', itemIndex, false)
		? Infinity
		: (context.getNodeParameter('limit', itemIndex, DEFAULT_LIMIT) as number);
