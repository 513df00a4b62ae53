import type { IDataObject } from 'n8n-workflow';
import { listNumbersOf } from '../../n8n/http/listTrunkNumbers';
import { returnAllFields } from '../properties/common';
import type { Operation } from './operation';
import { readLimit } from './readLimit';

export const getNumbers: Operation = {
	properties: returnAllFields({ show: { resource: ['number'], operation: ['getAll'] } }),
	async run(context, trunk, itemIndex) {
		const numbers = await listNumbersOf(context, trunk, itemIndex);
		return numbers.slice(0, readLimit(context, itemIndex)).map((number) => ({ json: { ...number } as IDataObject }));
	},
};
