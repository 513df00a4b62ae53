import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { eachItem } from '../n8n/items/eachItem';
import { ledgerCredentialTests } from '../n8n/store/testLedgerCredential';
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
			'Reports what became of a call event, reads the figures of the pipeline, and lets a call be received again',
		defaults: { name: 'Call Pipeline' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: undefined,
		credentials: [
			{ name: 'sipTrunkApi', required: true, displayOptions: { show: { operation: ['replay'] } } },
			// Named from the root (`/`), or the editor moves all credentials down to that parameter.
			{
				name: 'ledgerRedisApi',
				required: true,
				testedBy: 'ledgerRedisTest',
				displayOptions: { show: { '/deduplicationStore': ['redis'] } },
			},
			{
				name: 'ledgerPostgresApi',
				required: true,
				testedBy: 'ledgerPostgresTest',
				displayOptions: { show: { '/deduplicationStore': ['postgres'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: ledgerCredentialTests };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await eachItem(this, async (itemIndex, emit) => {
			const operation = operations[this.getNodeParameter('operation', itemIndex) as string];
			emit({ json: await operation.call(this, itemIndex), pairedItem: { item: itemIndex } });
		});
	}
}
