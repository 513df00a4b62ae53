import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { toErrorItem } from '../n8n/items/errors';
import { runsAsTool } from '../n8n/items/runsAsTool';
import { ledgerCredentialTests } from '../n8n/store/testLedgerCredential';
import { chooseForItem } from './chooseForItem';
import { properties } from './properties';
import { readRun } from './readRun';

export class SelectCallerId implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Select Caller ID',
		name: 'selectCallerId',
		icon: { light: 'file:selectCallerId.svg', dark: 'file:selectCallerId.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["strategy"].replace(/[A-Z]/g, " $&").toLowerCase() + " by country" }}',
		description: 'Choose the number to call from by the destination: local, of the same country, or a default',
		defaults: { name: 'Select Caller ID' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Matched', 'No Match'],
		usableAsTool: true,
		credentials: [
			{ name: 'sipTrunkApi', required: true, displayOptions: { show: { poolSource: ['trunk'] } } },
			{
				name: 'ledgerRedisApi',
				required: true,
				testedBy: 'ledgerRedisTest',
				displayOptions: { show: { '/options.usageStore': ['redis'] } },
			},
			{
				name: 'ledgerPostgresApi',
				required: true,
				testedBy: 'ledgerPostgresTest',
				displayOptions: { show: { '/options.usageStore': ['postgres'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: ledgerCredentialTests };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const matched: INodeExecutionData[] = [];
		const unmatched: INodeExecutionData[] = [];
		// What keeps the run from starting is every item's error, so that each may be continued on.
		const run = await readRun(this).catch((error: Error) => error);
		for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
			try {
				if (run instanceof Error) throw run;
				const callerId = await chooseForItem(this, run, itemIndex);
				const json = { ...items[itemIndex].json, [run.outputField]: callerId };
				(callerId.number === null ? unmatched : matched).push({
					...items[itemIndex],
					json,
					pairedItem: { item: itemIndex },
				});
			} catch (error) {
				// Both constructors hand back an error of their own kind as it is.
				if (this.continueOnFail()) unmatched.push(toErrorItem(this.getNode(), error, itemIndex));
				else if (error instanceof NodeApiError)
					throw new NodeApiError(this.getNode(), error as unknown as JsonObject, { itemIndex });
				else throw new NodeOperationError(this.getNode(), error as Error, { itemIndex });
			}
		}
		// An AI agent is told the first output only.
		return runsAsTool(this) ? [[...matched, ...unmatched], []] : [matched, unmatched];
	}
}
