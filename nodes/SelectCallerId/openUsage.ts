import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isStateful, usageIn, type Usage } from '../domain/callerId';
import { pseudonym } from '../domain/inbox/fingerprint';
import { ownNamespace } from '../n8n/triggerScope';
import { openStore } from './openStore';

/** `2026-11-20`, in the time zone of the workflow. */
function dayIn(timeZone: string): (time: number) => string {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	return (time) => format.format(time);
}

/**
 * The memory of the numbers' use, where the strategy or an option needs one.
 * @throws NodeOperationError when the node has no credential, which says where the memory is
 */
export async function openUsage(
	context: IExecuteFunctions,
	strategy: string,
	options: IDataObject,
): Promise<Usage | undefined> {
	if (!isStateful(strategy) && options.dailyCap === undefined && options.rememberNumber !== true) return undefined;
	return usageIn({
		store: await openStore(context),
		namespace: ownNamespace(context),
		pseudonym: (text) => pseudonym(context.getInstanceId(), text),
		now: Date.now,
		dayOf: dayIn(context.getTimezone()),
	});
}
