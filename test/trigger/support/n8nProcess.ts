import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType, IWebhookFunctions } from 'n8n-workflow';
import type { FakeHistory } from '../../support/fakeHistory';

const SECRET = 'signing secret';

/** The part of n8n that stands around the trigger: it takes the request, records an execution, runs it and answers. */
export interface N8nProcess {
	/** @returns the delivery at once; its answer comes later or never */
	receive(callUuid: string, options?: { event?: string; signature?: string; changes?: IDataObject }): Delivery;
	/** Presses Execute Workflow and delivers to the test URL. */
	receiveInEditor(callUuid: string): Promise<void>;
	/** Presses Retry on the last execution. */
	retryLast(): Promise<void>;
	/** How n8n takes what the trigger hands it; it may change from one delivery to the next. */
	database: Database;
}

/** Records the execution and answers 200, refuses with 500, holds the delivery up, or records and runs it without an answer. */
type Database = 'records' | 'refuses' | 'hangs' | 'recordsUnanswered';

export interface Delivery {
	/** 0 as long as there is none. */
	readonly status: number;
	readonly message: string;
	hangUp(): void;
	/** n8n answers 500 to a delivery that it held up. */
	refuse(): void;
}

export interface Surroundings {
	/** The shared database's history, and what was emitted into the workflow by any process. */
	history: FakeHistory;
	emitted: IDataObject[];
	/** One for each time that n8n recorded an execution. */
	executions: INodeExecutionData[][];
	/** Runs the executions: a worker in queue mode, by default the process that took the request. */
	worker?: INodeType;
}

const PARAMETERS: IDataObject = {
	events: ['initiated', 'ringing', 'answered', 'completed'],
	outputMode: 'single',
	deduplicationStore: 'n8nHistory',
	signature: 'provider',
};
const node = {
	id: 'node-1',
	name: 'Call Event Trigger',
	type: 'callEventTrigger',
	typeVersion: 2,
	position: [0, 0],
	parameters: {},
};
const logger = { warn: () => undefined, error: () => undefined, info: () => undefined, debug: () => undefined };

const common = (mode: string) => ({
	getNode: () => node,
	getMode: () => mode,
	getWorkflow: () => ({ id: 'workflow-1', name: 'Workflow', active: true }),
	getCredentials: async () => ({ provider: 'unlimCall', signingSecret: SECRET }),
	logger,
});

class Response extends EventEmitter {
	statusCode = 0;
	message = '';
	writableFinished = false;
	closed = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}
	set(): this {
		return this;
	}
	json({ message = '' }: { message?: string }): this {
		this.message = message;
		return this;
	}
	end(): this {
		if (this.closed) return this;
		this.writableFinished = this.closed = true;
		this.emit('finish');
		this.emit('close');
		return this;
	}
	hangUp(): void {
		this.closed = true;
		this.emit('close');
	}
}

const bodyOf = (callUuid: string, event: string, changes: IDataObject): Buffer =>
	Buffer.from(
		JSON.stringify({
			event: `call.${event}`,
			call_uuid: callUuid,
			from: '+12025551234',
			to: '+4930123456789',
			direction: 'outbound',
			...changes,
		}),
	);

function webhookContext(mode: string, response: Response, rawBody: Buffer, signature?: string): IWebhookFunctions {
	const headers = {
		'content-type': 'application/json',
		'x-unlimcall-signature': signature ?? createHmac('sha256', SECRET).update(rawBody).digest('hex'),
	};
	return {
		...common(mode),
		getWebhookName: () => 'default',
		getNodeParameter: (name: string, fallback: unknown) => PARAMETERS[name] ?? fallback,
		getNodeWebhookUrl: () => 'https://n8n.example/webhook/1/call-events',
		getRequestObject: () => ({
			headers,
			rawBody,
			query: {},
			originalUrl: '/webhook/1/call-events',
			ip: '127.0.0.1',
			readRawBody: async () => undefined,
		}),
		getResponseObject: () => response,
	} as unknown as IWebhookFunctions;
}

function executeContext(
	mode: string,
	{ history }: Surroundings,
	items: INodeExecutionData[],
	executionId: number,
): IExecuteFunctions {
	return {
		...common(mode),
		getInputData: () => items,
		getExecutionId: () => String(executionId),
		getNodeParameter: (name: string, _item: number, fallback: unknown) => PARAMETERS[name] ?? fallback,
		addExecutionHints: () => undefined,
		helpers: {
			checkProcessedAndRecord: async (keys: string[]) => ({ new: await history.record(keys), processed: [] }),
		},
	} as unknown as IExecuteFunctions;
}

export function n8nProcess(trigger: INodeType, surroundings: Surroundings): N8nProcess {
	const { emitted, executions, worker = trigger } = surroundings;
	const execute = async (mode: string, items: INodeExecutionData[]): Promise<void> => {
		const context = executeContext(mode, surroundings, structuredClone(items), executions.length);
		const [output] = (await worker.execute?.call(context)) as INodeExecutionData[][];
		emitted.push(...output.map(({ json }) => json));
	};
	const handle = async (mode: string, response: Response, context: IWebhookFunctions): Promise<void> => {
		const { workflowData } = await (trigger.webhook as NonNullable<INodeType['webhook']>).call(context);
		if (!workflowData) return;
		const [items] = workflowData as INodeExecutionData[][];
		if (process.database === 'hangs') return;
		if (process.database === 'refuses') return void response.status(500).end();
		executions.push(items);
		const running = execute(mode, items);
		if (process.database === 'records') response.status(200).end();
		await running;
	};
	const process: N8nProcess = {
		database: 'records',
		receive(callUuid, { event = 'completed', signature, changes = {} } = {}) {
			const response = new Response();
			void handle(
				'webhook',
				response,
				webhookContext('webhook', response, bodyOf(callUuid, event, changes), signature),
			);
			return {
				get status() {
					return response.writableFinished ? response.statusCode : 0;
				},
				get message() {
					return response.message;
				},
				hangUp: () => response.hangUp(),
				refuse: () => void response.status(500).end(),
			};
		},
		async receiveInEditor(callUuid) {
			const response = new Response();
			await handle('manual', response, webhookContext('manual', response, bodyOf(callUuid, 'completed', {})));
		},
		retryLast: async () => await execute('retry', executions[executions.length - 1]),
	};
	return process;
}
