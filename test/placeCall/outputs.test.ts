/** The outputs as n8n itself evaluates them when it wires an execution. */
import { NodeHelpers, Workflow, type IDataObject, type INode, type INodeTypes } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';

const type = new PlaceCall();

function outputs(parameters: IDataObject): unknown[] {
	const node = {
		id: '1',
		name: 'Place Call',
		type: 'placeCall',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	} as INode;
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) } as INodeTypes;
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	return NodeHelpers.getNodeOutputs(workflow, workflow.nodes['Place Call'], type.description).map((output) =>
		typeof output === 'string' ? output : output.displayName,
	);
}

const OUTCOMES = ['Connected', 'Voicemail', 'No Answer', 'Busy', 'Other', 'Still in Progress'];

test.each<[IDataObject, string[]]>([
	[{}, ['']],
	[{ limitLines: true }, ['', 'No Free Line']],
	[{ operation: 'placeAndWait' }, ['']],
	[{ operation: 'placeAndWait', outputsBy: 'outcome' }, OUTCOMES],
	[{ operation: 'placeAndWait', outputsBy: 'outcome', limitLines: true }, [...OUTCOMES, 'No Free Line']],
	[{ operation: 'get', outputsBy: 'outcome', limitLines: true }, ['']],
])('of %j are %j', (parameters, expected) => {
	expect(outputs(parameters)).toEqual(expected);
});
