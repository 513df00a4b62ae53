import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { eachItem } from '../n8n/items/eachItem';
import { operations } from './operations';
import { properties } from './properties';

export class CallPipeline implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Call Pipeline',
		name: 'callPipeline',
		icon: { light: 'file:callPipeline.svg', dark: 'file:callPipeline.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ markProcessed: "mark processed", markFailed: "mark failed", getHealth: "get health", forget: "forget call UUID", replay: "replay call UUID" })[$parameter.operation] }}',
		description:
			'Reports what became of a call event, reads the metrics of the pipeline, and lets a call be received again',
		defaults: { name: 'Call Pipeline' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'sipTrunkApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await eachItem(this, async (itemIndex, emit) => {
			const operation = operations[this.getNodeParameter('operation', itemIndex) as string];
			emit({ json: await operation.call(this, itemIndex), pairedItem: { item: itemIndex } });
		});
	}
}
