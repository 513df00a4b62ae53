import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { providers } from '../../domain/trunk';
import { readIpAllowList } from '../../domain/webhook/ipAllowList';
import { readSettings } from '../settings';
import { schemeOf, secretsOf } from '../signatureScheme';

/**
 * Fails closed: a trigger that could not tell the trunk from a stranger does not become active.
 * @throws NodeOperationError with one sentence for the user
 */
export async function refuseUnsafeSetup(this: IHookFunctions): Promise<void> {
	const settings = readSettings(this);
	if (settings.events.length === 0) {
		throw new NodeOperationError(this.getNode(), 'No event is selected: choose at least one in Events.');
	}
	const allowed = readIpAllowList(settings.options.allowedIps ?? '');
	if (allowed.kind === 'invalid') throw new NodeOperationError(this.getNode(), allowed.rule);
	const credential = await this.getCredentials('sipTrunkApi');
	const { scheme } = schemeOf(settings, providers[credential.provider as string]);
	if (scheme !== 'none' && secretsOf(credential).length === 0) {
		// All in the message: n8n shows no description of a failed activation.
		throw new NodeOperationError(
			this.getNode(),
			'The signing secret is missing, so deliveries could not be checked. Set Signing Secret in the SIP Trunk API credential, or choose another Signature in the node.',
		);
	}
}
