import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	mergeRecords,
	otherColumns,
	readRecord,
	toColumns,
	type ColumnStyle,
	type StoredRecord,
} from '../../domain/disposition';
import { invalid, isInvalid, type Invalid } from '../../domain/result';
import { eachItem } from '../../n8n/items/eachItem';
import { orThrow } from '../../n8n/items/errors';
import { parseJson } from '../parseJson';

interface Call {
	records: StoredRecord[];
	items: number[];
}

/** Merges every item of the same call, and the other record that each may name, into one item per call UUID. */
export async function mergeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const calls = new Map<unknown, Call>();
	const [failed] = await eachItem(context, (itemIndex) => {
		const other = context.getNodeParameter('otherRecord', itemIndex);
		const records = orThrow(context, readItem(items[itemIndex].json, other), itemIndex);
		const { callUuid } = records[0];
		const call = calls.get(callUuid) ?? { records: [], items: [] };
		call.records.push(...records);
		call.items.push(itemIndex);
		calls.set(callUuid, call);
	});
	const style = context.getNodeParameter('recordColumns', 0) as ColumnStyle;
	const merged = [...calls.values()].map(({ records, items }): INodeExecutionData => {
		const record = mergeRecords(records);
		return {
			json: { ...otherColumns(record), ...toColumns(record, style) } as IDataObject,
			pairedItem: items.map((item) => ({ item })),
		};
	});
	return [[...merged, ...failed]];
}

/** The record of an item (its own, or the one that the Map operation put into it), and the other one beside it. */
function readItem(json: IDataObject, otherInput: unknown): StoredRecord[] | Invalid {
	const record = readRecord(isRow(json.record) ? json.record : json);
	if (record.callUuid === undefined)
		return invalid(
			'The item has no call UUID, and records are merged by it: name the column call_uuid, Call UUID or callUuid.',
		);
	const other = parseJson(otherInput, 'Other Record');
	if (other === undefined) return [record];
	if (isInvalid(other)) return other;
	if (!isRow(other.value))
		return invalid('Other Record must be one record, a JSON object: choose the row of this call.');
	const otherRecord = readRecord(other.value);
	// An empty row is what a search answers that found nothing.
	if (Object.keys(otherRecord).length === 0) return [record];
	if (otherRecord.callUuid !== record.callUuid)
		return invalid('Other Record belongs to another call than the item: look the row up by the call UUID of the item.');
	return [record, otherRecord];
}

const isRow = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
