import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { CallStore } from '../domain/store/callStore';
import { sweepNowAndThen } from '../n8n/processState/sweeping';
import { openCallStore } from '../n8n/store/openCallStore';

/**
 * Where the numbers' use and health are remembered.
 * @throws NodeOperationError when the node has no credential, which says where that is
 */
export async function openStore(context: IExecuteFunctions): Promise<CallStore> {
	if (!context.getNode().credentials?.sipTrunkApi)
		throw new NodeOperationError(
			context.getNode(),
			'The use of the numbers is remembered in the call store of a SIP Trunk API credential: choose one in this node.',
		);
	const store = await openCallStore(context);
	sweepNowAndThen(store);
	return store;
}
