import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { duringDelivery } from '../n8n/processState/deliveries';
import { beginRun } from './execute/beginRun';
import { answerHealth } from './webhook/answerHealth';
import { outputsExpression } from './description/outputs';
import { panel } from './description/panel';
import { properties } from './description/properties';
import { receiveDelivery } from './webhook/receiveDelivery';
import { refuseUnsafeSetup } from './activation/refuseUnsafeSetup';
import { isRegistered, register, unregister } from './activation/registration';
import { startInbox } from './trigger/startInbox';

/**
 * An inbox (docs/architecture.md): `webhook()` keeps an event and acknowledges it, `trigger()` starts an execution for
 * what waits, and `execute()`, the first step of that execution, lets an event through once.
 */
export class CallEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Call Event Trigger',
		name: 'callEventTrigger',
		icon: { light: 'file:callEventTrigger.svg', dark: 'file:callEventTrigger.dark.svg' },
		group: ['trigger'],
		// Above 1, because n8n evaluates an expression (a V8 isolate) on every request of a webhook node at version 1.
		version: 2,
		subtitle: '={{ $parameter.events.join(", ") }}',
		description:
			'Starts the workflow when a call of the SIP trunk is initiated, answered or completed, once for each event',
		defaults: { name: 'Call Event Trigger' },
		inputs: [],
		outputs: outputsExpression,
		credentials: [{ name: 'sipTrunkApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Without it n8n answers with the name of its default, `firstEntryJson`.
				responseData: 'noData',
				// Static text on purpose: an expression here would be evaluated on every delivery.
				path: 'call-events',
			},
			{
				// n8n calls webhooks by whatever name they have; its types list two.
				name: 'health' as 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'call-events',
				ndvHideUrl: true,
			},
		],
		...panel,
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await refuseUnsafeSetup(this);
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
		// The same URL with GET: nothing to tell the trunk.
		health: { checkExists: async () => true, create: async () => true, delete: async () => true },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === 'health') return await answerHealth(this);
		return await duringDelivery(async () => await receiveDelivery(this));
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startInbox(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await beginRun(this);
	}
}
