import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an AI agent uses the node as a tool. */
export const runsAsTool = (context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>): boolean =>
	context.isToolExecution?.() ?? false;
