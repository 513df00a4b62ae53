import { NodeOperationError, type IHookFunctions, type ITriggerFunctions } from 'n8n-workflow';
import { providerOf } from '../../domain/trunk/providerOf';
import { NO_PROVIDER } from '../../domain/trunk/readTrunk';
import { StoreUnavailable, StoreUnusable } from '../../domain/store/callStore';
import { isInvalid } from '../../domain/result';
import { readIpAllowList } from '../../domain/webhook/ipAllowList';
import { checkCallStore } from '../../n8n/store/openCallStore';
import { readSettings } from '../settings';
import { schemeOf, secretsOf } from '../signatureScheme';

/**
 * Fails closed: a trigger that could not tell the trunk from a stranger does not become active.
 * @throws NodeOperationError with one sentence for the user
 */
export async function refuseUnsafeSetup(context: IHookFunctions): Promise<void> {
	refuseSecondEngine(context);
	const settings = readSettings(context);
	if (settings.events.length === 0) {
		throw new NodeOperationError(context.getNode(), 'No event is selected: choose at least one in Events.');
	}
	const allowed = readIpAllowList(settings.options.allowedIps ?? '');
	if (isInvalid(allowed)) throw new NodeOperationError(context.getNode(), allowed.rule);
	const credential = await context.getCredentials('sipTrunkApi');
	const provider = providerOf(credential.provider);
	if (!provider) throw new NodeOperationError(context.getNode(), NO_PROVIDER);
	const { scheme } = schemeOf(settings, provider);
	if (scheme !== 'none' && secretsOf(credential).length === 0) {
		// All in the message: n8n shows no description of a failed activation.
		throw new NodeOperationError(
			context.getNode(),
			'The signing secret is missing, so deliveries could not be checked. Set Signing Secret in the SIP Trunk API credential, or choose another Signature in the node.',
		);
	}
	// A test run uses no call store.
	if (context.getMode() !== 'manual') await refuseUnusableStore(context);
}

/** A store that is only away comes back; until then deliveries are answered 503. */
async function refuseUnusableStore(context: IHookFunctions): Promise<void> {
	try {
		for (const remark of await checkCallStore(context)) context.logger.warn(remark);
	} catch (error) {
		const { message } = error as Error;
		const isAway = error instanceof StoreUnavailable && !(error instanceof StoreUnusable);
		if (!isAway) throw new NodeOperationError(context.getNode(), message);
		context.logger.warn(message);
	}
}

/**
 * n8n's second engine starts a workflow without running the trigger's first step, which is what tells a repetition.
 * @throws NodeOperationError when the workflow is set to it
 */
export function refuseSecondEngine(context: IHookFunctions | ITriggerFunctions): void {
	const { engineType } = context.getWorkflowSettings() as { engineType?: unknown };
	if (engineType !== 'v2') return;
	throw new NodeOperationError(
		context.getNode(),
		'The Call Event Trigger cannot run on engine 2.0, which does not run the first step of a trigger, so events could be lost or repeated: choose the standard engine in the settings of this workflow.',
	);
}
