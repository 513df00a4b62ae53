import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eachItem, type Emit } from '../n8n/items/eachItem';
import { runsAsTool } from '../n8n/items/runsAsTool';
import { withoutSecrets } from '../n8n/items/withoutSecrets';
import { orThrow } from '../n8n/items/errors';
import { readTrunk } from '../domain/trunk/readTrunk';
import { searchAgents, searchNumbers } from './listSearch';
import { operations, properties } from './operations';
import { outputsExpression, outputsOf } from './outputs';

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
		outputs: outputsExpression,
		usableAsTool: true,
		credentials: [{ name: 'sipTrunkApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchAgents, searchNumbers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = operations[`${this.getNodeParameter('resource', 0)}:${this.getNodeParameter('operation', 0)}`];
		const trunk = readTrunk(await this.getCredentials('sipTrunkApi'));
		const outputs = outputsOf(this);
		const run = async (itemIndex: number, emit: Emit): Promise<void> => {
			const known = orThrow(this, trunk, itemIndex);
			const results = await operation.run(this, known, itemIndex).catch((error: unknown) => {
				throw withoutSecrets(this.getNode(), error, known.settings);
			});
			for (const { output, ...result } of results)
				emit({ ...result, pairedItem: { item: itemIndex } }, Math.max(0, outputs.indexOf(output ?? '')));
		};
		const items = await eachItem(this, run, { count: outputs.length, failed: 0 }, operation.atOnce?.(this));
		// An AI agent receives the first output only.
		return runsAsTool(this) ? [items.flat()] : items;
	}
}
