import { createHmac } from 'node:crypto';
import { TriggerContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { nodeTypes } from './nodeTypes';
import { credentialsHelper, runWorkflow, toWorkflow, type TestNode } from './runWorkflow';

const SECRET = 'signing secret';
const CREDENTIAL: ICredentialDataDecryptedObject = { provider: 'unlimCall', signingSecret: SECRET };

interface Answer {
	status: number;
	message: string;
	headers: Record<string, string>;
	json?: unknown;
	/** What goes to an execution at once, as in a test run. */
	items?: INodeExecutionData[];
}

interface WebhookRequest {
	webhook?: 'default' | 'health';
	mode?: WorkflowExecuteMode;
	headers?: Record<string, string>;
	rawBody?: Buffer;
	query?: IDataObject;
	originalUrl?: string;
	ip?: string;
}

interface DeliverOptions {
	event?: string;
	signature?: string;
	changes?: IDataObject;
	mode?: WorkflowExecuteMode;
}

/** A published workflow that begins with a Call Event Trigger, in n8n's own contexts and engine, in this process. */
export interface LiveTrigger {
	deliver(callUuid: string, options?: DeliverOptions): Promise<Answer>;
	request(request: WebhookRequest): Promise<Answer>;
	/** n8n starts the trigger, as when the workflow is published. */
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Of the executions that the trigger started, in the order of their ends. */
	readonly runs: IRun[];
	/** Resolves when so many executions have ended. */
	ended(count: number): Promise<void>;
	/** From now on n8n refuses to start executions, or no longer does. */
	refuse(refuses: boolean): void;
	readonly warnings: string[];
}

const bodyOf = (callUuid: string, event: string, changes: IDataObject): Buffer =>
	Buffer.from(
		JSON.stringify({
			event: `call.${event}`,
			call_uuid: callUuid,
			from: '+12025551234',
			to: '+4930123456789',
			direction: 'outbound',
			initiated_at: '2026-06-04T09:14:22.000Z',
			...(event === 'completed' && { ended_at: '2026-06-04T09:17:45.000Z', duration_seconds: 196 }),
			...changes,
		}),
	);

/** @param nodes the first is the trigger */
export function liveTrigger(nodes: Record<string, TestNode>, credential = CREDENTIAL): LiveTrigger {
	const workflow = toWorkflow(nodes);
	const [name] = Object.keys(nodes);
	const node = workflow.getNode(name) as INode;
	const type = nodeTypes.getByNameAndVersion(node.type) as INodeType;
	const runs: IRun[] = [];
	const warnings: string[] = [];
	let refuses = false;
	let close: (() => Promise<void>) | undefined;

	const additional = (more: object = {}): IWorkflowExecuteAdditionalData =>
		({
			credentialsHelper: credentialsHelper(credential),
			webhookBaseUrl: 'https://n8n.example/webhook',
			webhookTestBaseUrl: 'https://n8n.example/webhook-test',
			instanceBaseUrl: 'https://n8n.example',
			currentNodeExecutionIndex: 0,
			variables: {},
			...more,
		}) as unknown as IWorkflowExecuteAdditionalData;
	const listening = <T extends object>(context: T): T => {
		const logger = { warn: (message: string) => void warnings.push(message), error: () => undefined };
		return Object.defineProperty(context, 'logger', { value: logger });
	};

	/** n8n takes a request to one of the trigger's webhooks. */
	const request: LiveTrigger['request'] = async ({ webhook = 'default', mode = 'webhook', ...changes }) => {
		const answer: Answer = { status: 0, message: '', headers: {} };
		const response = {
			status: (status: number) => Object.assign(response, { sent: void (answer.status = status) }),
			set: (headers: Record<string, string>) => Object.assign(response, { sent: void (answer.headers = headers) }),
			json: (json: { message: string }) =>
				Object.assign(response, { sent: void Object.assign(answer, { json, message: json.message }) }),
			type: () => response,
			send: (text: string) => Object.assign(response, { sent: void (answer.message = text) }),
			end: () => response,
		};
		const httpRequest = {
			headers: {},
			rawBody: Buffer.alloc(0),
			query: {},
			originalUrl: '/webhook/call-events',
			ip: '127.0.0.1',
			readRawBody: async () => undefined,
			...changes,
		};
		const webhookDescription = type.description.webhooks?.find(({ name: own }) => own === webhook);
		const context = new WebhookContext(
			workflow,
			node,
			additional({ httpRequest, httpResponse: response }),
			mode,
			{ webhookDescription, isTest: mode === 'manual' } as unknown as IWebhookData,
			[],
			null,
		);
		const { workflowData } = await (type.webhook as NonNullable<INodeType['webhook']>).call(listening(context));
		return { ...answer, ...(workflowData && { items: workflowData[0] as INodeExecutionData[] }) };
	};

	return {
		runs,
		warnings,
		refuse: (now) => void (refuses = now),
		request,
		async deliver(callUuid, { event = 'completed', signature, changes = {}, mode = 'webhook' } = {}) {
			const rawBody = bodyOf(callUuid, event, changes);
			const headers = {
				'content-type': 'application/json',
				'x-unlimcall-signature': signature ?? createHmac('sha256', SECRET).update(rawBody).digest('hex'),
			};
			// A machine with other work may put a delivery off. A trunk delivers it again.
			for (;;) {
				const answer = await request({ rawBody, headers, mode });
				if (answer.status !== 503) return answer;
			}
		},
		async start() {
			const emit: TriggerContext['emit'] = ([items], _response, done) => {
				if (refuses) return void done?.reject(new Error('n8n could not record the execution.'));
				const run = runWorkflow({ nodes, items: items.map(({ json }) => json), mode: 'trigger', credential });
				void run.then((ended) => {
					runs.push(ended);
					done?.resolve(ended);
				});
			};
			const context = new TriggerContext(workflow, node, additional(), 'trigger', 'activate', emit);
			const response = await (type.trigger as NonNullable<INodeType['trigger']>).call(listening(context));
			close = response?.closeFunction as typeof close;
		},
		async stop() {
			await close?.();
			close = undefined;
		},
		async ended(count) {
			while (runs.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
		},
	};
}
