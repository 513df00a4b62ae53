import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { operations } from './operations';
import { outputsExpression } from './outputs';
import { properties } from './properties';
import { vocabularies } from './properties/vocabulary';

/** A CRM's own spelling, for the subtitle. */
const VOCABULARY_NAMES = JSON.stringify(Object.fromEntries(vocabularies.map(({ name, value }) => [value, name])));

export class MapDisposition implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Map Disposition',
		name: 'mapDisposition',
		icon: { light: 'file:mapDisposition.svg', dark: 'file:mapDisposition.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ $parameter["operation"] === "mergeRecords" ? "merge records" : (${VOCABULARY_NAMES})[$parameter["vocabulary"]] + " words" }}`,
		description: 'Turn a call event into your disposition, the next action and a call record',
		defaults: { name: 'Map Disposition' },
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression,
		// An agent sees a tool's first output only, and calls leave this node by several.
		usableAsTool: undefined,
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
		return await operations[operation](this);
	}
}
