import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { CallEventTrigger } from '../../../nodes/CallEventTrigger/CallEventTrigger.node';
import { CallPipeline } from '../../../nodes/CallPipeline/CallPipeline.node';
import { CheckContact } from '../../../nodes/CheckContact/CheckContact.node';
import { MapDisposition } from '../../../nodes/MapDisposition/MapDisposition.node';
import { PlaceCall } from '../../../nodes/PlaceCall/PlaceCall.node';
import { SelectCallerId } from '../../../nodes/SelectCallerId/SelectCallerId.node';

/** Hands on what it gets: the start of a workflow, and the end of each branch. */
class PassOn implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Pass On',
		name: 'passOn',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Pass On' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

const TYPES: Readonly<Record<string, INodeType>> = {
	passOn: new PassOn(),
	callEventTrigger: new CallEventTrigger(),
	callPipeline: new CallPipeline(),
	checkContact: new CheckContact(),
	mapDisposition: new MapDisposition(),
	placeCall: new PlaceCall(),
	selectCallerId: new SelectCallerId(),
};

const typeOf = (name: string): INodeType => TYPES[name.replace('n8n-nodes-sip-trunk.', '')];

export const nodeTypes: INodeTypes = { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) };
