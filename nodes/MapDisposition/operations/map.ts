import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { mapCall, toColumns, toCrmRecord, type ColumnStyle, type MappedCall, type MapSettings, type VocabularyName } from '../../shared/disposition';
import type { Invalid } from '../../shared/result';
import { toErrorItem, toRuleError } from '../../host/errors';
import { compileSettings, type MapParameters } from '../compileSettings';
import { findRule } from '../findRule';
import { FALLBACK, routeOf, type OutputsBy } from '../outputs';

/** Options that stand in the place of the item's own fields. */
const ITEM_OPTIONS = ['agentDisposition', 'agentNextStep', 'agentNotes', 'attempt', 'usedCallerIds'] as const;

/** Maps every item and sends it to the output that its disposition or next action names. */
export function mapItems(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const outputsBy = context.getNodeParameter('outputsBy', 0) as OutputsBy;
	const route = routeOf(outputsBy);
	const outputs: INodeExecutionData[][] = Array.from({ length: route.count }, () => []);
	const settingsOf = settingsReader(context);
	for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
		try {
			const { json, binary } = items[itemIndex];
			const { settings, columns, extra } = settingsOf(itemIndex);
			if ('kind' in settings) throw toRuleError(context.getNode(), settings.rule, itemIndex);
			const mapped = mapCall({ ...json, ...extra }, settings, findRule(context, itemIndex));
			if ('kind' in mapped) throw toRuleError(context.getNode(), mapped.rule, itemIndex);
			const record = columns(mapped);
			outputs[route.of(mapped)].push({ json: { ...json, ...extra, ...mapped, record } as IDataObject, binary, pairedItem: { item: itemIndex } });
		} catch (error) {
			if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), error as Error, { itemIndex });
			outputs[FALLBACK[outputsBy]].push(toErrorItem(context.getNode(), error, itemIndex));
		}
	}
	return outputs;
}

interface ItemSettings {
	settings: MapSettings | Invalid;
	columns: (mapped: MappedCall) => object;
	extra: IDataObject;
}

/** Reads the parameters of each item, and compiles them only when they differ from those of the item before. */
function settingsReader(context: IExecuteFunctions): (itemIndex: number) => ItemSettings {
	let compiledFrom = '';
	let settings: MapSettings | Invalid;
	return (itemIndex) => {
		const options = context.getNodeParameter('options', itemIndex) as IDataObject;
		const parameters: MapParameters = {
			vocabulary: context.getNodeParameter('vocabulary', itemIndex) as MapParameters['vocabulary'],
			// n8n has no value for a parameter that another one hides.
			hubSpotDispositions: context.getNodeParameter('hubSpotDispositions', itemIndex, ''),
			dispositionNames: context.getNodeParameter('dispositionNames', itemIndex) as MapParameters['dispositionNames'],
			timeZone: context.getTimezone(),
			options,
		};
		const key = JSON.stringify(parameters);
		if (key !== compiledFrom) settings = compileSettings(parameters);
		compiledFrom = key;
		const extra = Object.fromEntries(ITEM_OPTIONS.filter((name) => options[name]).map((name) => [name, options[name]]));
		const style = context.getNodeParameter('recordColumns', itemIndex) as ColumnStyle | 'crm';
		return { settings, columns: columnsIn(style, parameters.vocabulary, options.includeEmptyColumns === true), extra };
	};
}

function columnsIn(style: ColumnStyle | 'crm', vocabulary: VocabularyName, includeEmpty: boolean): ItemSettings['columns'] {
	if (style !== 'crm') return ({ record }) => toColumns(record, style, includeEmpty);
	if (vocabulary === 'standard') return ({ record }) => toColumns(record, 'snakeCase', includeEmpty);
	return (mapped) => toCrmRecord(vocabulary, mapped);
}
