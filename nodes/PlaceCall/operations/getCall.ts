import type { IDataObject } from 'n8n-workflow';
import { readFromTrunk } from '../../n8n/http/askTrunk';
import { callUuidField } from '../properties/common';
import { readCallUuid } from './readCallUuid';
import { requireOperation } from './requireOperation';
import { settleReferences } from '../place/settleReferences';
import type { Operation } from './operation';

export const getCall: Operation = {
	properties: [callUuidField({ show: { resource: ['call'], operation: ['get'] } })],
	async run(context, trunk, itemIndex) {
		const { request, read } = requireOperation(context, trunk, 'getCall', 'Get', itemIndex);
		const call = await readFromTrunk(
			context,
			trunk,
			request(readCallUuid(context, itemIndex), trunk.settings),
			(body) => read(body, new Date(), trunk.settings),
			itemIndex,
		);
		await settleReferences(context, trunk, [call]);
		return [{ json: call as unknown as IDataObject }];
	},
};
