import type { INodeProperties } from 'n8n-workflow';

const orphanedTrigger: INodeProperties = {
	displayName: 'Orphaned Trigger Name or ID',
	name: 'fromTrigger',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getOrphanedTriggers' },
	required: true,
	default: '',
	description:
		'The trigger that is gone. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Of what was unpublished, deleted or replaced while events of it were open. */
export const orphanProperties: INodeProperties[] = [
	{ ...orphanedTrigger, displayOptions: { show: { operation: ['sendOrphaned'] } } },
	{ ...orphanedTrigger, displayOptions: { show: { operation: ['forget'], forget: ['orphaned'] } } },
	{
		displayName: 'Target Trigger Name or ID',
		name: 'toTrigger',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getActiveTriggers' },
		required: true,
		default: '',
		description:
			'The active trigger that gets the events. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { operation: ['sendOrphaned'] } },
	},
];
