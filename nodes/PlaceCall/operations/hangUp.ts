import { askTrunk } from '../../n8n/http/askTrunk';
import { callUuidField } from '../properties/common';
import { readCallUuid } from './readCallUuid';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';

export const hangUp: Operation = {
	properties: [callUuidField({ show: { resource: ['call'], operation: ['hangUp'] } })],
	async run(context, trunk, itemIndex) {
		const request = requireOperation(context, trunk, 'hangUp', 'Hang Up', itemIndex);
		const callUuid = readCallUuid(context, itemIndex);
		await askTrunk(context, trunk, request(callUuid, trunk.settings), itemIndex);
		return [{ json: { callUuid, hungUp: true, provider: trunk.provider.id } }];
	},
};
