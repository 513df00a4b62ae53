import type { INodeProperties } from 'n8n-workflow';
import { asUsual, nextActionChoices, outcomeChoices } from './choices';

export const rules: INodeProperties = {
	displayName: 'Own Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add rule',
	default: {},
	description: 'Conditions on any field that decide before everything else. The first rule that matches counts.',
	options: [
		{
			displayName: 'Rules',
			name: 'values',
			values: [
				{
					displayName: 'Conditions',
					name: 'conditions',
					type: 'filter',
					default: {},
					typeOptions: { filter: { caseSensitive: false, typeValidation: 'loose', version: 2 } },
				},
				{
					displayName: 'Disposition',
					name: 'disposition',
					type: 'string',
					default: '',
					placeholder: 'e.g. Callback',
					description: 'Empty leaves it as usual',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Test numbers',
					description: 'Shown as the reason of the outcome',
				},
				{
					displayName: 'Next Action',
					name: 'nextAction',
					type: 'options',
					options: [asUsual, ...nextActionChoices],
					default: '',
				},
				{
					displayName: 'Outcome',
					name: 'outcome',
					type: 'options',
					options: [asUsual, ...outcomeChoices],
					default: '',
				},
				{
					displayName: 'Tag',
					name: 'tag',
					type: 'string',
					default: '',
					placeholder: 'e.g. do-not-call',
					description: 'Empty leaves it as usual',
				},
			],
		},
	],
};
