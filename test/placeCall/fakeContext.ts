import 'reflect-metadata';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	NodeExecutionHint,
} from 'n8n-workflow';
import { getRequestHelperFunctions } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helpers/factory';
import { SipTrunkApi } from '../../credentials/SipTrunkApi.credentials';

export interface FakeRun {
	credential: ICredentialDataDecryptedObject;
	/** What n8n calls the credential: pace and references belong to it. */
	credentialId?: string;
	items: IDataObject[];
	/** One set for all items, or one per item. */
	parameters: IDataObject | ((itemIndex: number) => IDataObject);
	continueOnFail?: boolean;
	executionId?: string;
	/** Kept by the caller to stand for a retry of the same execution. */
	flow?: IDataObject;
	runIndex?: number;
	isTool?: boolean;
	/** Aborted when the execution is stopped. */
	cancelSignal?: AbortSignal;
	/** Where this n8n receives webhooks. */
	webhookUrl?: string;
	/** Of the workflow; IANA name. */
	timeZone?: string;
	logged?: unknown[];
	/** Messages that n8n shows beside the output. */
	hints?: string[];
}

const pick = (from: IDataObject, path: string): unknown =>
	path.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], from);

const isLocator = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && '__rl' in value;

/** n8n's own request helpers, with this package's credential behind them: the HTTP is real. */
export function requestHelpers(node: INode) {
	const credentialsHelper = {
		getParentTypes: () => [],
		preAuthentication: async () => undefined,
		authenticate: async (credential: ICredentialDataDecryptedObject, _type: string, options: IHttpRequestOptions) =>
			await new SipTrunkApi().authenticate(credential, options),
	};
	return getRequestHelperFunctions({} as never, node, { credentialsHelper } as never);
}

/** The part of n8n's execution context that Place Call uses. */
export function fakeContext(run: FakeRun): IExecuteFunctions {
	const node: INode = {
		id: 'node-1',
		name: 'Place Call',
		type: 'n8n-nodes-sip-trunk.placeCall',
		typeVersion: 1,
		parameters: {},
		position: [0, 0],
		credentials: { sipTrunkApi: { id: run.credentialId ?? 'cred-1', name: 'Trunk' } },
	};
	const flow = run.flow ?? {};
	const log = (...words: unknown[]) => void run.logged?.push(words);
	const parametersOf = (itemIndex: number) =>
		typeof run.parameters === 'function' ? run.parameters(itemIndex) : run.parameters;
	const context = {
		getInputData: (): INodeExecutionData[] => run.items.map((json, item) => ({ json, pairedItem: { item } })),
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow-1', name: 'Campaign', active: true }),
		getInstanceId: () => 'instance-1',
		getTimezone: () => run.timeZone ?? 'UTC',
		getExecutionId: () => run.executionId ?? 'execution-1',
		getContext: () => flow,
		getWorkflowDataProxy: () => ({
			$runIndex: run.runIndex ?? 0,
			$execution: { resumeUrl: `${run.webhookUrl ?? 'https://n8n.example.com'}/webhook-waiting/1` },
		}),
		getCredentials: async () => run.credential,
		continueOnFail: () => run.continueOnFail ?? false,
		addExecutionHints: (...hints: NodeExecutionHint[]) => void run.hints?.push(...hints.map(({ message }) => message)),
		getExecutionCancelSignal: () => run.cancelSignal,
		isToolExecution: () => run.isTool ?? false,
		logger: { warn: log, info: log, debug: log, error: log },
		getNodeParameter(name: string, itemIndex: number, fallback?: unknown) {
			const value = pick({ resource: 'call', operation: 'place', ...parametersOf(itemIndex) }, name) ?? fallback;
			return isLocator(value) ? value.value : value;
		},
		helpers: {
			...requestHelpers(node),
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString('base64'),
				fileName,
				mimeType,
			}),
		},
	};
	return context as unknown as IExecuteFunctions;
}
