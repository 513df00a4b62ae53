import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { eachItem, type Emit } from '../n8n/items/eachItem';
import { runsAsTool } from '../n8n/items/runsAsTool';
import { checkItem } from './checkItem';
import { properties } from './properties';

const OUTPUTS = { allowed: 0, notNow: 1, never: 2 } as const;

export class CheckContact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Check Contact',
		name: 'checkContact',
		icon: { light: 'file:checkContact.svg', dark: 'file:checkContact.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["purpose"] + ({ legal: ", legal hours", both: ", legal and own hours", own: ", own hours" })[$parameter["hours"]] }}',
		description:
			'Check by the rules you choose whether a contact may be called now, later or never. It knows no national register that you have not imported, and does not say that a call is lawful.',
		defaults: { name: 'Check Contact' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Allowed', 'Not Now', 'Never'],
		usableAsTool: true,
		// For the call store, which counts attempts.
		credentials: [{ name: 'sipTrunkApi' }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const check = async (itemIndex: number, emit: Emit): Promise<void> => {
			const { field, fields } = await checkItem(this, itemIndex);
			emit(
				{ ...items[itemIndex], json: { ...items[itemIndex].json, [field]: fields } },
				OUTPUTS[fields.verdict as keyof typeof OUTPUTS],
			);
		};
		// A contact that could not be checked is not called now, and not given up.
		const outputs = await eachItem(this, check, { count: 3, failed: OUTPUTS.notNow });
		// An AI agent receives the first output only.
		return runsAsTool(this) ? [outputs.flat(), [], []] : outputs;
	}
}
