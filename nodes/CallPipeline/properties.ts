import type { INodeProperties } from 'n8n-workflow';

const showOnlyFor = (...operation: string[]) => ({ show: { operation } });

export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Forget Call UUID',
				value: 'forget',
				action: 'Forget call UUID',
				description: 'Let the events of a call be received once more',
			},
			{
				name: 'Get Health',
				value: 'getHealth',
				action: 'Get health',
				description: 'Read how many events were received, emitted, repeated, refused, processed and failed',
			},
			{
				name: 'Mark Failed',
				value: 'markFailed',
				action: 'Mark failed',
				description: 'Report that the processing of an event did not succeed',
			},
			{
				name: 'Mark Processed',
				value: 'markProcessed',
				action: 'Mark processed',
				description: 'Report that an event is written where it belongs',
			},
			{
				name: 'Replay Call UUID',
				value: 'replay',
				action: 'Replay call UUID',
				description: 'Ask the trunk how a call stands, and emit that as the trigger would',
			},
		],
		default: 'markProcessed',
	},
	{
		displayName: 'Event Key',
		name: 'eventKey',
		type: 'string',
		required: true,
		default: '={{ $json.eventKey }}',
		description:
			'The field eventKey of an event that the Call Event Trigger emitted. For Forget Call UUID any event of the call will do.',
		displayOptions: showOnlyFor('forget', 'markFailed', 'markProcessed'),
	},
	{
		displayName: 'Call UUID',
		name: 'callUuid',
		type: 'string',
		required: true,
		default: '={{ $json.callUuid }}',
		placeholder: 'e.g. a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		description: 'The call to look up at the trunk',
		displayOptions: showOnlyFor('replay'),
	},
	{
		displayName: 'Workflow ID',
		name: 'workflowId',
		type: 'string',
		required: true,
		default: '={{ $workflow.id }}',
		description: 'The workflow whose Call Event Trigger is asked about',
		displayOptions: showOnlyFor('getHealth'),
	},
];
