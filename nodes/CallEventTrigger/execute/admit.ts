import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { begin, type Begun } from '../../domain/inbox/begin';
import { release } from '../../domain/inbox/release';
import { askAgain } from '../../n8n/askAgain';
import { metricsOf, shareSoon } from '../../n8n/processState/metrics';
import { PROCESS } from '../../n8n/processState/process';
import { closeRun, openRun } from '../../n8n/processState/runs';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace, scopeOf } from '../../n8n/triggerScope';
import { untilStored } from '../../n8n/untilStored';
import { toItem } from '../emittedEvent';
import { onEnd, tellsEnd } from './onEnd';

interface Settings {
	keepMs: number;
	leaseMs: number;
	/** A person retries the execution. */
	isRetry?: boolean;
}

/**
 * Begins the events of this execution that no other one has, and sees to it that their end is recorded.
 * @throws when the store does not answer; then what was begun is given back
 */
async function beginEvents(
	context: IExecuteFunctions,
	eventKeys: readonly string[],
	{ isRetry, ...settings }: Settings,
): Promise<Begun[]> {
	const scope = scopeOf(context);
	const owner = { execution: context.getExecutionId(), process: PROCESS };
	const run = { namespace: ownNamespace(context), owner, ...settings };
	const store = await openCallStore(context);
	openRun(store, owner.execution, run);
	const begun = await askAgain(
		async () => await begin(store, eventKeys, { ...run, isRetry, endUnknown: !tellsEnd(context) }),
	).catch(async (error) => {
		await untilStored(async () => {
			await release(store, eventKeys, run);
			closeRun(store, owner.execution);
		});
		throw error;
	});
	const mine = begun.map(({ eventKey }) => eventKey);
	if (mine.length > 0 && tellsEnd(context)) onEnd(context, store, mine, run);
	else closeRun(store, owner.execution);
	for (const { waitedMs } of begun) if (waitedMs !== undefined) metricsOf(scope).time('begin', waitedMs);
	shareSoon(scope, store);
	return begun;
}

const keysOf = (items: readonly INodeExecutionData[]): string[] => items.map(({ json }) => String(json.eventKey));

/**
 * The one gate. An event leaves when this execution is the first to begin it.
 * @throws NodeOperationError when the store does not answer, before any event has left
 */
export async function admit(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	settings: Settings,
): Promise<INodeExecutionData[]> {
	const eventKeys = keysOf(items);
	const begun = await beginEvents(context, eventKeys, settings).catch((error: Error) => {
		throw new NodeOperationError(
			context.getNode(),
			`The call store does not answer, so this run ends before any event has left, and its events are emitted again: ${error.message}`,
		);
	});
	metricsOf(scopeOf(context)).count('repeatedEmissions', eventKeys.length - begun.length);
	return begun.map((event) => ({ ...toItem(event), pairedItem: { item: eventKeys.indexOf(event.eventKey) } }));
}

/** A person wants these events again: they pass whatever the store says, which learns of their run if it answers. */
export async function admitRetry(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	settings: Settings,
): Promise<INodeExecutionData[]> {
	await beginEvents(context, keysOf(items), { ...settings, isRetry: true }).catch(() => undefined);
	return items.map(({ json, pairedItem }, item) => ({
		json: { ...json, redelivered: true },
		pairedItem: pairedItem ?? { item },
	}));
}
