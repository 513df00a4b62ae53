import { SupplyDataContext } from 'n8n-core';
import { createRunExecutionData, type INodeExecutionData, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { SelectCallerId } from '../../nodes/SelectCallerId/SelectCallerId.node';
import { workflowOf } from '../../tooling/executeNode';
import { choiceOf, table } from './runNode';

it('tells an AI agent, which sees the first output only, why no number matches', async () => {
	const type = new SelectCallerId();
	const { workflow, node } = workflowOf(type, { ...table('+4930123456') });
	const input: INodeExecutionData[] = [{ json: { to: '+33 1 42 68 53 00' } }];
	const urls = { webhookWaitingBaseUrl: 'http://127.0.0.1/waiting', formWaitingBaseUrl: 'http://127.0.0.1/form' };
	const context = new SupplyDataContext(
		workflow,
		node,
		{ executionId: '7', ...urls } as IWorkflowExecuteAdditionalData,
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ ai_tool: [input] },
		'ai_tool',
		{ node, data: { ai_tool: [input] }, source: null },
		[],
	);
	// n8n turns a node into a tool by running it in the context that supplies data to the agent.
	const outputs = await type.execute.call(context as never);
	expect(choiceOf(outputs[0][0])).toMatchObject({ number: null, noMatch: 'notProvisioned' });
	expect(outputs[1]).toEqual([]);
});
