import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { mapCall } from '../../domain/disposition';
import { eachItem, type Emit } from '../../n8n/items/eachItem';
import { orThrow } from '../../n8n/items/errors';
import { ROUTES, type OutputsBy } from '../outputs';
import { ruleFinder } from '../ruleFinder';
import { settingsReader } from '../settingsReader';

/** Maps every item and sends it to the output that its disposition or next action names. */
export async function mapItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { count, outputOf, failedOutput } = ROUTES[context.getNodeParameter('outputsBy', 0) as OutputsBy];
	const items = context.getInputData();
	const settingsOf = settingsReader(context);
	const ruleOf = ruleFinder(context);
	const mapItem = (itemIndex: number, emit: Emit): void => {
		const { json, binary } = items[itemIndex];
		const { settings, toRow, replacing } = settingsOf(itemIndex);
		const fields = { ...json, ...replacing };
		const compiled = orThrow(context, settings, itemIndex);
		const mapped = orThrow(context, mapCall(fields, compiled, ruleOf(itemIndex)), itemIndex);
		emit({ json: { ...fields, ...mapped, record: toRow(mapped) } as IDataObject, binary }, outputOf(mapped));
	};
	return await eachItem(context, mapItem, { count, failed: failedOutput });
}
