import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Names an item of a run: the same for a retry of this item in this execution, another for every other item, run of a
 * loop, node, workflow and execution. As a UUID (RFC 9562 version 8), since every trunk that takes a reference takes one.
 */
export function itemReference(context: IExecuteFunctions, itemIndex: number): string {
	const hex = createHash('sha256')
		.update(JSON.stringify([...runOf(context), itemIndex]))
		.digest('hex');
	const variant = ((parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const runs = new WeakMap<IExecuteFunctions, readonly unknown[]>();

/** What the items of one run of the node have in common; n8n makes a context for each run, and the proxy is costly. */
function runOf(context: IExecuteFunctions): readonly unknown[] {
	const known = runs.get(context);
	if (known) return known;
	const { $runIndex } = context.getWorkflowDataProxy(0);
	const run = [context.getWorkflow().id, context.getNode().id, originalExecutionId(context), $runIndex];
	runs.set(context, run);
	return run;
}

/** A retried execution has a new id but keeps the context of the one it repeats. */
function originalExecutionId(context: IExecuteFunctions): unknown {
	const flow = context.getContext('flow');
	flow.sipTrunkExecutionId ??= context.getExecutionId();
	return flow.sipTrunkExecutionId;
}
