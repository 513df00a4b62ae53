import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { eachItem } from '../n8n/items/eachItem';
import { getActiveTriggers, getOrphanedTriggers } from './loadTriggers';
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
			'={{ ({ forget: "forget", getFreeLines: "get free lines", getHealth: "get health", getNumberHealth: "get number health", getReport: "get report", markFailed: "mark failed", markProcessed: "mark processed", replay: "replay", sendOrphaned: "send orphaned", setAgentState: "set agent state" })[$parameter.operation] }}',
		description: 'Reports what became of call events, shows how the pipeline is, and lets events run again',
		defaults: { name: 'Call Pipeline' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [{ name: 'sipTrunkApi', required: true }],
		properties,
	};

	methods = { loadOptions: { getActiveTriggers, getOrphanedTriggers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await eachItem(this, async (itemIndex, emit) => {
			const operation = operations[this.getNodeParameter('operation', itemIndex) as string];
			for (const json of [await operation(this, itemIndex)].flat()) emit({ json, pairedItem: { item: itemIndex } });
		});
	}
}
