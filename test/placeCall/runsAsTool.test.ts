import { runsAsTool } from '../../nodes/n8n/items/runsAsTool';

it.each([true, false])('tells what n8n says: %s', (isTool) =>
	expect(runsAsTool({ isToolExecution: () => isTool })).toBe(isTool),
);
it('takes a node of n8n 1.x, which does not say, for no tool', () => expect(runsAsTool({})).toBe(false));
