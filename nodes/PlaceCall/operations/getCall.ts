import { readFromTrunk } from '../../n8n/http/askTrunk';
import { callUuidField } from '../properties/common';
import { settleReferences } from '../place/settleReferences';
import { askTrunkOr, fromRegister, fromTrunk, knownCalls } from './fromRegister';
import { readCallUuid } from './readCallUuid';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';

export const getCall: Operation = {
	properties: [callUuidField({ show: { resource: ['call'], operation: ['get'] } })],
	async run(context, trunk, itemIndex) {
		const callUuid = readCallUuid(context, itemIndex);
		const [known] = await knownCalls(context, trunk, [callUuid]);
		if (!trunk.provider.getCall && known) return [fromRegister(known)];
		const { request, read } = requireOperation(context, trunk, 'getCall', 'Get', itemIndex);
		return await askTrunkOr(
			async () => {
				const call = await readFromTrunk(
					context,
					trunk,
					request(callUuid, trunk.settings),
					(body) => read(body, new Date(), trunk.settings),
					itemIndex,
				);
				await settleReferences(context, trunk, [call]);
				return [fromTrunk(call, known)];
			},
			async () => (known ? [fromRegister(known)] : []),
		);
	},
};
