import type { WorkflowFile, WorkflowNode } from '../../../../tooling/n8n/types';
import { SENT_AT } from '../../../doubles/clock';

type Parameters = Record<string, unknown>;

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** A Schedule Trigger's intervals, which n8n keeps in whole seconds that divide a minute. */
function hastenSchedule({ rule }: Parameters, pace: number): Parameters {
	const { interval } = rule as { interval: Array<Record<string, unknown>> };
	const hastened = interval.map((one) => {
		const field = String(one.field);
		const seconds = (Number(one[`${field}Interval`]) * SECONDS[field]) / pace;
		if (seconds > 60) return one;
		if (!Number.isInteger(60 / seconds) || !Number.isInteger(seconds))
			throw new Error(`Every ${seconds} s is not a schedule: choose another pace.`);
		return { field: 'seconds', secondsInterval: seconds };
	});
	return { rule: { interval: hastened } };
}

/** A Wait node's pause. Until a moment or a form needs no haste: tests choose the moment. */
function hastenWait(parameters: Parameters, pace: number): Parameters {
	if (parameters.resume !== 'timeInterval') return parameters;
	return {
		...parameters,
		amount: (Number(parameters.amount) * SECONDS[String(parameters.unit)]) / pace,
		unit: 'seconds',
	};
}

/**
 * The pause between an HTTP Request node's batches. The header says when a request is sent: the node reads its
 * parameters before the pause.
 */
function hastenRequests(parameters: Parameters, pace: number): Parameters {
	const options = parameters.options as { batching?: { batch: { batchSize: number; batchInterval: number } } };
	if (!options.batching) return parameters;
	const { batchSize, batchInterval } = options.batching.batch;
	const interval = Math.ceil(batchInterval / pace);
	const isAfterPause = `$itemIndex > 0 && $itemIndex % ${batchSize} === 0`;
	const sentAt = { name: SENT_AT, value: `={{ Date.now() + (${isAfterPause} ? ${interval} : 0) }}` };
	const headers = (parameters.headerParameters as { parameters: object[] } | undefined)?.parameters ?? [];
	return {
		...parameters,
		sendHeaders: true,
		headerParameters: { parameters: [...headers, sentAt] },
		options: { ...options, batching: { batch: { batchSize, batchInterval: interval } } },
	};
}

const HASTEN: Readonly<Record<string, (parameters: Parameters, pace: number) => Parameters>> = {
	'n8n-nodes-base.scheduleTrigger': hastenSchedule,
	'n8n-nodes-base.wait': hastenWait,
	'n8n-nodes-base.httpRequest': hastenRequests,
};

const hastenNode = (node: WorkflowNode, pace: number): WorkflowNode => ({
	...node,
	parameters: HASTEN[node.type]?.(node.parameters, pace) ?? node.parameters,
});

/**
 * A copy of a shipped workflow that keeps the same pace in the time of a service whose clock is `pace` times as fast:
 * how often it runs, and how long it waits between requests. The numbers that are shipped are held against the
 * services' limits in test/workflows/pace.test.ts.
 */
export const hasten = (file: WorkflowFile, pace: number): WorkflowFile => ({
	...file,
	nodes: file.nodes.map((node) => hastenNode(node, pace)),
});
