import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { mapCall } from '../../domain/disposition';
import { orThrow, toErrorItem } from '../../n8n/items/errors';
import { ROUTES, type OutputsBy } from '../outputs';
import { ruleFinder } from '../ruleFinder';
import { settingsReader } from '../settingsReader';

/** Maps every item and sends it to the output that its disposition or next action names. */
export function mapItems(context: IExecuteFunctions): INodeExecutionData[][] {
	const { count, outputOf, failedOutput } = ROUTES[context.getNodeParameter('outputsBy', 0) as OutputsBy];
	const outputs: INodeExecutionData[][] = Array.from({ length: count }, () => []);
	const settingsOf = settingsReader(context);
	const ruleOf = ruleFinder(context);
	context.getInputData().forEach(({ json, binary }, itemIndex) => {
		try {
			const { settings, toRow, replacing } = settingsOf(itemIndex);
			const fields = { ...json, ...replacing };
			const compiled = orThrow(context, settings, itemIndex);
			const mapped = orThrow(context, mapCall(fields, compiled, ruleOf(itemIndex)), itemIndex);
			outputs[outputOf(mapped)].push({
				json: { ...fields, ...mapped, record: toRow(mapped) } as IDataObject,
				binary,
				pairedItem: { item: itemIndex },
			});
		} catch (error) {
			if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), error as Error, { itemIndex });
			outputs[failedOutput].push(toErrorItem(context.getNode(), error, itemIndex));
		}
	});
	return outputs;
}
