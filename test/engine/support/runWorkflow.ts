import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { SipTrunkApi } from '../../../credentials/SipTrunkApi.credentials';
import { nodeTypes } from './nodeTypes';

export interface TestNode {
	type: string;
	parameters?: IDataObject;
	onError?: INode['onError'];
	/** Names of the nodes that each output leads to, by output index. */
	to?: string[][];
}

export interface TestRun {
	/** By name; the first is given the items and started. */
	nodes: Record<string, TestNode>;
	items: IDataObject[];
	mode?: WorkflowExecuteMode;
	credential?: ICredentialDataDecryptedObject;
}

let executions = 0;

const VERSIONS: Record<string, number> = { callEventTrigger: 2 };

export function toWorkflow(nodes: TestRun['nodes']): Workflow {
	return new Workflow({
		id: 'workflow-1',
		name: 'Test',
		active: true,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		nodes: Object.entries(nodes).map(([name, { type, parameters = {}, onError }], index) => ({
			id: `node-${index}`,
			name,
			type: `n8n-nodes-sip-trunk.${type}`,
			typeVersion: VERSIONS[type] ?? 1,
			position: [index * 200, 0],
			parameters: parameters as INode['parameters'],
			onError,
			webhookId: `webhook-${index}`,
			credentials: { sipTrunkApi: { id: 'credential-1', name: 'Trunk' } },
		})),
		connections: Object.fromEntries(
			Object.entries(nodes).map(([name, { to = [] }]) => [
				name,
				{ main: to.map((names) => names.map((node) => ({ node, type: 'main' as const, index: 0 }))) },
			]),
		),
	});
}

/** Where n8n would resume a waiting workflow; it is put into every expression's `$execution`. */
const BASE_URL = 'http://127.0.0.1/waiting';

/** n8n keeps credentials in its database and decrypts them; here the one credential is at hand. */
export const credentialsHelper = (credential: ICredentialDataDecryptedObject): ICredentialsHelper =>
	({
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => credential,
		getCredentialsProperties: () => new SipTrunkApi().properties,
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		authenticate: async (data: ICredentialDataDecryptedObject, _type: string, request: IHttpRequestOptions) =>
			await new SipTrunkApi().authenticate(data, request),
	}) as unknown as ICredentialsHelper;

/** Runs a workflow in n8n's own engine, in this process. */
export async function runWorkflow({ nodes, items, mode = 'manual', credential = {} }: TestRun): Promise<IRun> {
	const executionId = String((executions += 1));
	const workflow = toWorkflow(nodes);
	const [first] = Object.keys(nodes);
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.getNode(first) as INode, data: { main: [items.map((json) => ({ json }))] }, source: null },
			],
		},
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(credential),
		hooks: new ExecutionLifecycleHooks(mode, executionId, workflow as never),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookWaitingBaseUrl: BASE_URL,
		formWaitingBaseUrl: BASE_URL,
	} as unknown as IWorkflowExecuteAdditionalData;
	return await new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
}

/** @returns the items that a node put out, by output; empty when it did not run */
export const outputsOf = (run: IRun, node: string): IDataObject[][] =>
	(run.data.resultData.runData[node]?.[0].data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json));
