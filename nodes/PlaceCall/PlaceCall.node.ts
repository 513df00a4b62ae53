import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { orThrow, toErrorItem } from '../n8n/items/errors';
import { ledgerCredentialTests } from '../n8n/store/testLedgerCredential';
import { readTrunk } from '../domain/trunk/readTrunk';
import { searchAgents, searchNumbers } from './listSearch';
import { operations, properties } from './operations';

export class PlaceCall implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Place Call',
		name: 'placeCall',
		icon: { light: 'file:placeCall.svg', dark: 'file:placeCall.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace("getAll", "get many").replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Place calls through a SIP trunk, look them up and end them',
		defaults: { name: 'Place Call' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{ name: 'sipTrunkApi', required: true },
			// Named from the root (`/`), or the editor moves all credentials down to that parameter.
			{
				name: 'ledgerRedisApi',
				required: true,
				testedBy: 'ledgerRedisTest',
				displayOptions: { show: { '/operation': ['place'], '/deduplicationStore': ['redis'] } },
			},
			{
				name: 'ledgerPostgresApi',
				required: true,
				testedBy: 'ledgerPostgresTest',
				displayOptions: { show: { '/operation': ['place'], '/deduplicationStore': ['postgres'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: ledgerCredentialTests, listSearch: { searchAgents, searchNumbers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const operation = operations[`${this.getNodeParameter('resource', 0)}:${this.getNodeParameter('operation', 0)}`];
		const trunk = readTrunk(await this.getCredentials('sipTrunkApi'));
		const output: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
			try {
				const results = await operation.run(this, orThrow(this, trunk, itemIndex), itemIndex);
				output.push(...results.map((result) => ({ ...result, pairedItem: { item: itemIndex } })));
			} catch (error) {
				// Both constructors hand back an error of their own kind as it is.
				if (this.continueOnFail()) output.push(toErrorItem(this.getNode(), error, itemIndex));
				else if (error instanceof NodeApiError)
					throw new NodeApiError(this.getNode(), error as unknown as JsonObject, { itemIndex });
				else throw new NodeOperationError(this.getNode(), error as Error, { itemIndex });
			}
		}
		return [output];
	}
}
