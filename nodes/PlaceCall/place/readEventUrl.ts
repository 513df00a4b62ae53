import type { IExecuteFunctions } from 'n8n-workflow';
import { readText } from '../../domain/readText';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { orThrow, toRuleError } from '../../n8n/items/errors';

/** The runs that were told already. */
const told = new WeakSet<IExecuteFunctions>();

function tellThatNothingComes(context: IExecuteFunctions, displayName: string): void {
	if (told.has(context)) return;
	told.add(context);
	context.addExecutionHints({
		message: `${displayName} will report nothing of these calls: it sends events only to a URL that it is given with the call. Enter the production URL of a Call Event Trigger as Event URL, here or in the SIP Trunk API credential.`,
		location: 'outputPane',
		type: 'warning',
	});
}

/**
 * Where the events of this item's call go: the node's Event URL, else the credential's.
 * @throws NodeOperationError of this item
 */
export function readEventUrl(
	context: IExecuteFunctions,
	{ provider, settings }: Trunk,
	itemIndex: number,
): string | undefined {
	const own = orThrow(context, readText(context.getNodeParameter('eventUrl', itemIndex, ''), 'Event URL'), itemIndex);
	const eventUrl = own ?? (provider.eventUrl && orThrow(context, readText(settings.eventUrl, 'Event URL'), itemIndex));
	if (eventUrl === undefined) {
		if (provider.eventUrl?.without === 'nothing') tellThatNothingComes(context, provider.displayName);
		return undefined;
	}
	if (/^https?:\/\/[^\s"<>]+$/i.test(eventUrl)) return eventUrl;
	throw toRuleError(
		context.getNode(),
		'Event URL must be the production URL of a Call Event Trigger, starting with https://.',
		itemIndex,
	);
}
