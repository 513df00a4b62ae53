import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eachItem, type Emit } from '../n8n/items/eachItem';
import { runsAsTool } from '../n8n/items/runsAsTool';
import { chooseForItem } from './chooseForItem';
import { properties } from './properties';
import { readRun } from './readRun';

const [MATCHED, NO_MATCH] = [0, 1];

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
		// For the numbers of a trunk, and for what the strategy or an option remembers.
		credentials: [{ name: 'sipTrunkApi' }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		// What keeps the run from starting is every item's error, so that each may be continued on.
		const run = await readRun(this).catch((error: Error) => error);
		const chooseFor = async (itemIndex: number, emit: Emit): Promise<void> => {
			if (run instanceof Error) throw run;
			const callerId = await chooseForItem(this, run, itemIndex);
			const json = { ...items[itemIndex].json, [run.outputField]: callerId };
			emit({ ...items[itemIndex], json }, callerId.number === null ? NO_MATCH : MATCHED);
		};
		const outputs = await eachItem(this, chooseFor, { count: 2, failed: NO_MATCH });
		// An AI agent receives the first output only.
		return runsAsTool(this) ? [outputs.flat(), []] : outputs;
	}
}
