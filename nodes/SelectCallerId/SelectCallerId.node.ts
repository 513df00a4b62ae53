import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { toErrorItem, toRuleError } from '../host/errors';
import { chooseForItem } from './chooseForItem';
import { properties } from './properties';
import { readRun } from './readRun';
import { reportProblems } from './reportProblems';

export class SelectCallerId implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Select Caller ID',
		name: 'selectCallerId',
		icon: { light: 'file:selectCallerId.svg', dark: 'file:selectCallerId.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["strategy"] + " by country" }}',
		description: 'Choose the number to call from by the destination: local, of the same country, or a default',
		defaults: { name: 'Select Caller ID' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Matched', 'No Match'],
		usableAsTool: true,
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const matched: INodeExecutionData[] = [];
		const unmatched: INodeExecutionData[] = [];
		const run = readRun(this, new Date());
		if (run.kind === 'run') reportProblems(this, run.pool.problems);
		for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
			try {
				if (run.kind === 'invalid') throw toRuleError(this.getNode(), run.rule, itemIndex);
				const choice = chooseForItem(this, run, itemIndex);
				if ('kind' in choice) throw toRuleError(this.getNode(), (choice as { rule: string }).rule, itemIndex);
				const isMatch = choice.number !== null;
				if (!isMatch && this.getNodeParameter('onNoMatch', itemIndex) === 'error') {
					throw toRuleError(this.getNode(), choice.reason, itemIndex);
				}
				const json = { ...items[itemIndex].json, [run.outputField]: choice };
				(isMatch ? matched : unmatched).push({ json, binary: items[itemIndex].binary, pairedItem: { item: itemIndex } });
			} catch (error) {
				if (!this.continueOnFail()) throw new NodeOperationError(this.getNode(), error as Error, { itemIndex });
				unmatched.push(toErrorItem(this.getNode(), error, itemIndex));
			}
		}
		return [matched, unmatched];
	}
}
