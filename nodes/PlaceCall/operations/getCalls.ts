import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { askPages } from '../../n8n/http/askPages';
import { toRuleError } from '../../n8n/items/errors';
import { readWords } from '../place/readParameters';
import { returnAllFields } from '../properties/common';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';
import { readLimit } from './readLimit';

const showOnlyForGetCalls = { show: { resource: ['call'], operation: ['getAll'] } };

const timeField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
	displayOptions: showOnlyForGetCalls,
});

function readTime(context: IExecuteFunctions, name: string, label: string, itemIndex: number): string | undefined {
	const text = readWords(context, name, label, itemIndex);
	if (text === undefined) return undefined;
	const date = new Date(text);
	if (Number.isNaN(date.getTime()))
		throw toRuleError(context.getNode(), `${label} must be a date and time, e.g. 2026-06-04T09:00:00Z.`, itemIndex);
	return date.toISOString();
}

export const getCalls: Operation = {
	properties: [
		timeField('Started After', 'startedAfter', 'The earliest start of the calls to list. Empty for no limit.'),
		timeField(
			'Started Before',
			'startedBefore',
			'The first moment whose calls are no longer listed. Empty for no limit.',
		),
		...returnAllFields(showOnlyForGetCalls),
	],
	async run(context, trunk, itemIndex) {
		const listing = requireOperation(context, trunk, 'listCalls', 'Get Many', itemIndex);
		const range = {
			from: readTime(context, 'startedAfter', 'Started After', itemIndex),
			to: readTime(context, 'startedBefore', 'Started Before', itemIndex),
		};
		const calls = await askPages(context, trunk, listing, range, itemIndex, readLimit(context, itemIndex));
		return calls.map((call) => ({ json: call as unknown as IDataObject }));
	},
};
