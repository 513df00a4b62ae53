import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { openStore, type StoreKind } from '../n8n/store/openStore';
import { isStateful, usageIn, type Usage } from '../domain/callerId';
import { memoryStore } from '../domain/store/memoryStore';

/** The uses counted in this process, by every node and workflow: a number's reputation is one. */
const inProcess = memoryStore(() => performance.now());

/** `2026-11-20`, in the time zone of the workflow. */
function dayIn(timeZone: string): (time: number) => string {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	return (time) => format.format(time);
}

/** The memory of the numbers' use, where the strategy or an option needs one. */
export async function openUsage(
	context: IExecuteFunctions,
	strategy: string,
	options: IDataObject,
): Promise<Usage | undefined> {
	if (!isStateful(strategy) && options.dailyCap === undefined && options.rememberNumber !== true) return undefined;
	const kind = (options.usageStore ?? 'process') as 'process' | StoreKind;
	const store = kind === 'process' ? inProcess : await openStore(context, kind);
	return usageIn(store, Date.now, dayIn(context.getTimezone()));
}
