import type { IExecuteFunctions } from 'n8n-workflow';
import type { Invalid } from '../../domain/result';
import { checkSecretUrl } from '../../domain/trunk/request/eventUrl';
import type { Trunk } from '../../domain/trunk/readTrunk';

/** Where this n8n receives webhooks, from the URL that would resume this execution. */
function ownUrl(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const { $execution } = context.getWorkflowDataProxy(itemIndex) as { $execution?: { resumeUrl?: string } };
	return $execution?.resumeUrl;
}

/** The rule that the event URL of a call breaks, for a trunk that sends a secret there. */
export function checkEventUrl(
	context: IExecuteFunctions,
	{ provider, settings }: Trunk,
	eventUrl: string | undefined,
	itemIndex: number,
): Invalid | undefined {
	if (!provider.sendsSecretToEventUrl || !eventUrl || !settings.signingSecret) return undefined;
	return checkSecretUrl(eventUrl, ownUrl(context, itemIndex), settings.allowPrivateHost === true);
}
