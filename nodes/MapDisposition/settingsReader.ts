import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	toColumns,
	toCrmRecord,
	type ColumnStyle,
	type MappedCall,
	type MapSettings,
	type VocabularyName,
} from '../domain/disposition';
import type { Invalid } from '../domain/result';
import { compileSettings, type MapParameters } from './compileSettings';

/** What the node's parameters say for one item. */
export interface ItemSettings {
	settings: MapSettings | Invalid;
	toRow: (mapped: MappedCall) => object;
	/** Fields that stand in the place of the item's own. */
	replacing: IDataObject;
}

const REPLACING_OPTIONS = Object.freeze([
	'agentDisposition',
	'agentNextStep',
	'agentNotes',
	'attempt',
	'usedCallerIds',
]);

/** Reads the parameters once for all items, or for each where an expression can make them differ. */
export function settingsReader(context: IExecuteFunctions): (itemIndex: number) => ItemSettings {
	const { rules: _rules, ...parameters } = context.getNode().parameters;
	const isSameForAll = !JSON.stringify(parameters).includes('"=');
	let first: ItemSettings | undefined;
	return (itemIndex) =>
		isSameForAll ? (first ??= readSettings(context, itemIndex)) : readSettings(context, itemIndex);
}

function readSettings(context: IExecuteFunctions, itemIndex: number): ItemSettings {
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	const vocabulary = context.getNodeParameter('vocabulary', itemIndex) as VocabularyName;
	const style = context.getNodeParameter('recordColumns', itemIndex) as ColumnStyle | 'crm';
	return {
		settings: compileSettings({
			vocabulary,
			// n8n has no value for a parameter that another one hides.
			hubSpotDispositions: context.getNodeParameter('hubSpotDispositions', itemIndex, ''),
			dispositionNames: context.getNodeParameter('dispositionNames', itemIndex) as MapParameters['dispositionNames'],
			timeZone: context.getTimezone(),
			options,
		}),
		toRow: rowMaker(style, vocabulary, options.includeEmptyColumns === true),
		replacing: Object.fromEntries(
			REPLACING_OPTIONS.filter((name) => options[name]).map((name) => [name, options[name]]),
		),
	};
}

function rowMaker(
	style: ColumnStyle | 'crm',
	vocabulary: VocabularyName,
	includeEmpty: boolean,
): ItemSettings['toRow'] {
	if (style === 'crm' && vocabulary !== 'standard') return (mapped) => toCrmRecord(vocabulary, mapped);
	return ({ record }) => toColumns(record, style === 'crm' ? 'snakeCase' : style, includeEmpty);
}
