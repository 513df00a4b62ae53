import { OUTCOMES, type Outcome } from '../../nodes/domain/disposition';
import type { WorkflowFile, WorkflowNode } from '../n8n/types';

const CREDENTIALS = { sipTrunkApi: { id: '', name: '' } };
const to = (node: string) => ({ node, type: 'main', index: 0 });

/** A node at its place in a row. */
const node = (
	index: number,
	name: string,
	type: string,
	typeVersion: number,
	rest: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	name,
	type,
	typeVersion,
	position: [index * 224, 0],
	parameters: {},
	...rest,
});

/** Manual start → Place Call with these parameters. */
export const placeCallByHand = (parameters: Record<string, unknown>): WorkflowFile => ({
	name: `Place Call by hand: ${JSON.stringify(parameters)}`,
	nodes: [
		node(0, 'Start', 'n8n-nodes-base.manualTrigger', 1),
		node(1, 'Place Call', 'n8n-nodes-sip-trunk.placeCall', 1, {
			parameters: { resource: 'call', ...parameters },
			credentials: CREDENTIALS,
		}),
	],
	connections: { Start: { main: [[to('Place Call')]] } },
});

/** Call Event Trigger → Map Disposition by disposition → one node for each of some outcomes, named like it. */
export const branchByOutcome = (outcomes: readonly Outcome[]): WorkflowFile => ({
	name: 'Branch by outcome',
	nodes: [
		node(0, 'Call Event Trigger', 'n8n-nodes-sip-trunk.callEventTrigger', 2, {
			webhookId: 'branch-by-outcome',
			credentials: CREDENTIALS,
		}),
		node(1, 'Map Disposition', 'n8n-nodes-sip-trunk.mapDisposition', 1, { parameters: { outputsBy: 'disposition' } }),
		...outcomes.map((outcome) => node(2, outcome, 'n8n-nodes-base.noOp', 1)),
	],
	connections: {
		'Call Event Trigger': { main: [[to('Map Disposition')]] },
		'Map Disposition': { main: OUTCOMES.map((outcome) => (outcomes.includes(outcome) ? [to(outcome)] : [])) },
	},
});
