import axios from 'axios';
import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { SipTrunkApi } from '../../credentials/SipTrunkApi.credentials';

export interface FakeRun {
	credential: ICredentialDataDecryptedObject;
	items: IDataObject[];
	/** One set for all items, or one per item. */
	parameters: IDataObject | ((itemIndex: number) => IDataObject);
	continueOnFail?: boolean;
	executionId?: string;
	/** Kept by the caller to stand for a retry of the same execution. */
	flow?: IDataObject;
	runIndex?: number;
	isTool?: boolean;
}

/** n8n's HTTP helper reduced to what the transport relies on, with real HTTP underneath. */
async function request(credential: ICredentialDataDecryptedObject, options: IHttpRequestOptions, node: never) {
	try {
		const { url, method, qs, headers, body, timeout, encoding, disableFollowRedirect } = await new SipTrunkApi().authenticate(credential, options);
		const response = await axios({
			url,
			method,
			params: qs,
			headers: headers as Record<string, string>,
			data: body,
			timeout,
			responseType: encoding as 'arraybuffer' | undefined,
			maxRedirects: disableFollowRedirect ? 0 : 5,
			proxy: false,
			validateStatus: () => true,
		});
		return { statusCode: response.status, headers: response.headers, body: response.data };
	} catch (error) {
		throw new NodeApiError(node, error as never);
	}
}

const pick = (from: IDataObject, path: string): unknown => path.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], from);

/** The part of n8n's execution context that Place Call uses; the HTTP underneath is real. */
export function fakeContext(run: FakeRun): IExecuteFunctions {
	const node = { id: 'node-1', name: 'Place Call', type: 'n8n-nodes-sip-trunk.placeCall', typeVersion: 1, parameters: {}, position: [0, 0] as [number, number], credentials: { sipTrunkApi: { id: 'cred-1', name: 'Trunk' } } };
	const flow = run.flow ?? {};
	const parametersOf = (itemIndex: number) => (typeof run.parameters === 'function' ? run.parameters(itemIndex) : run.parameters);
	const context = {
		getInputData: (): INodeExecutionData[] => run.items.map((json, item) => ({ json, pairedItem: { item } })),
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow-1', name: 'Campaign', active: true }),
		getExecutionId: () => run.executionId ?? 'execution-1',
		getContext: () => flow,
		evaluateExpression: () => run.runIndex ?? 0,
		getCredentials: async () => run.credential,
		continueOnFail: () => run.continueOnFail ?? false,
		isToolExecution: () => run.isTool ?? false,
		addExecutionHints: () => undefined,
		logger: { warn: () => undefined, info: () => undefined, debug: () => undefined, error: () => undefined },
		getNodeParameter(name: string, itemIndex: number, fallback?: unknown) {
			return pick({ resource: 'call', operation: 'place', ...parametersOf(itemIndex) }, name) ?? fallback;
		},
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => await request(run.credential, options, node as never),
		},
	};
	return context as unknown as IExecuteFunctions;
}
