import { NodeApiError, NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { eachItem } from '../../nodes/n8n/items/eachItem';

const node = { id: '1', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} } as INode;

const contextOf = (items: number, continues = false): IExecuteFunctions =>
	({
		getInputData: () => Array.from({ length: items }, (_, at) => ({ json: { at } })),
		getNode: () => node,
		continueOnFail: () => continues,
	}) as unknown as IExecuteFunctions;

const rejected = async (work: Promise<unknown>): Promise<unknown> => await work.catch((error: unknown) => error);

test('what is emitted is paired with the item that it comes from, in its order', async () => {
	const outputs = await eachItem(contextOf(3), (itemIndex, emit) => {
		for (let copy = 0; copy < itemIndex; copy++) emit({ json: { copy } });
	});
	expect(outputs).toEqual([
		[
			{ json: { copy: 0 }, pairedItem: { item: 1 } },
			{ json: { copy: 0 }, pairedItem: { item: 2 } },
			{ json: { copy: 1 }, pairedItem: { item: 2 } },
		],
	]);
});

test('an item begins after the one before it has ended', async () => {
	const moments: string[] = [];
	await eachItem(contextOf(2), async (itemIndex) => {
		moments.push(`begin ${itemIndex}`);
		await new Promise(setImmediate);
		moments.push(`end ${itemIndex}`);
	});
	expect(moments).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
});

test('an item goes to the output that it names', async () => {
	const route = { count: 3, failed: 0 };
	const outputs = await eachItem(contextOf(1), (_, emit) => emit({ json: {} }, 2), route);
	expect(outputs.map(({ length }) => length)).toEqual([0, 0, 1]);
});

test('when the workflow continues, an error takes the place of its item and the others go on', async () => {
	const outputs = await eachItem(
		contextOf(2, true),
		(itemIndex, emit) => {
			if (itemIndex === 0) throw new Error('No.');
			emit({ json: {} }, 0);
		},
		{ count: 2, failed: 1 },
	);
	expect(outputs[0]).toHaveLength(1);
	expect(outputs[1]).toEqual([
		{ json: { error: 'No.' }, error: expect.any(NodeOperationError) as unknown, pairedItem: { item: 0 } },
	]);
});

test('else any error ends the run as the error of its item', async () => {
	const failure = await rejected(
		eachItem(contextOf(2), (itemIndex) => {
			if (itemIndex === 1) throw new Error('No.');
		}),
	);
	expect(failure).toBeInstanceOf(NodeOperationError);
	expect((failure as NodeOperationError).context.itemIndex).toBe(1);
});

test('an error of n8n’s own kind stays what it is', async () => {
	const refused = new NodeApiError(node, { message: 'Refused' }, { message: 'Refused' });
	expect(await rejected(eachItem(contextOf(1), () => Promise.reject(refused)))).toBe(refused);
});
