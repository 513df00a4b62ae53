import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { begin, type Begun } from '../../domain/inbox/begin';
import { release } from '../../domain/inbox/release';
import { askAgain } from '../../n8n/askAgain';
import { recorderOf, shareSoon } from '../../n8n/processState/metrics';
import { PROCESS } from '../../n8n/processState/process';
import { closeRun, openRun } from '../../n8n/processState/runs';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace, scopeOf } from '../../n8n/triggerScope';
import { untilStored } from '../../n8n/untilStored';
import { toItem } from '../emittedEvent';
import { onEnd, tellsEnd } from './onEnd';

/**
 * The one gate. An event leaves when this execution is the first to begin it.
 * @throws NodeOperationError when the store does not answer, before any event has left
 */
export async function admit(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{ keepMs, leaseMs }: { keepMs: number; leaseMs: number },
): Promise<INodeExecutionData[]> {
	const eventKeys = items.map(({ json }) => String(json.eventKey));
	const namespace = ownNamespace(context);
	const owner = { execution: context.getExecutionId(), process: PROCESS };
	const run = { namespace, keepMs, leaseMs, owner };
	const store = await openCallStore(context);
	openRun(store, owner.execution, run);
	let begun: Begun[];
	try {
		begun = await askAgain(async () => await begin(store, eventKeys, { ...run, endUnknown: !tellsEnd(context) }));
	} catch (error) {
		await untilStored(async () => {
			await release(store, eventKeys, run);
			closeRun(store, owner.execution);
		});
		throw new NodeOperationError(
			context.getNode(),
			`The call store does not answer, so this run ends before any event has left, and its events are emitted again: ${(error as Error).message}`,
		);
	}
	const mine = begun.map(({ eventKey }) => eventKey);
	if (mine.length > 0 && tellsEnd(context)) onEnd(context, store, mine, run);
	else closeRun(store, owner.execution);
	const scope = scopeOf(context);
	const recorder = recorderOf(scope);
	for (const { waitedMs } of begun) if (waitedMs !== undefined) recorder.time('begin', waitedMs);
	recorder.count('repeatedEmissions', eventKeys.length - begun.length);
	shareSoon(scope, store);
	return begun.map((event) => ({ ...toItem(event), pairedItem: { item: eventKeys.indexOf(event.eventKey) } }));
}
