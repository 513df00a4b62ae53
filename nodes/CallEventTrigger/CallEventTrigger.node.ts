import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { ledgerCredentialTests } from '../n8n/store/testLedgerCredential';
import { admitEvents } from './execute/admitEvents';
import { answerHealth } from './webhook/answerHealth';
import { outputsExpression } from './description/outputs';
import { panel } from './description/panel';
import { properties } from './description/properties';
import { receiveDelivery } from './webhook/receiveDelivery';
import { refuseUnsafeSetup } from './activation/refuseUnsafeSetup';
import { isRegistered, register, unregister } from './activation/registration';

/**
 * Two gates (docs/architecture.md): `webhook()` in the process that took the request, `execute()` as the first step
 * of the execution it led to, on the worker in queue mode. The second one is the authority.
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
		credentials: [
			{ name: 'sipTrunkApi', required: true },
			// Named from the root (`/`), or the editor moves all credentials down to that parameter.
			{
				name: 'ledgerRedisApi',
				required: true,
				testedBy: 'ledgerRedisTest',
				displayOptions: { show: { '/deduplicationStore': ['redis'] } },
			},
			{
				name: 'ledgerPostgresApi',
				required: true,
				testedBy: 'ledgerPostgresTest',
				displayOptions: { show: { '/deduplicationStore': ['postgres'] } },
			},
		],
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
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'call-events',
				ndvHideUrl: true,
			},
		],
		...panel,
		properties,
	};

	methods = { credentialTest: ledgerCredentialTests };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await refuseUnsafeSetup.call(this);
				return await isRegistered.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister.call(this);
			},
		},
		// The same URL with GET: nothing to tell the trunk.
		setup: { checkExists: async () => true, create: async () => true, delete: async () => true },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return this.getWebhookName() === 'setup' ? await answerHealth.call(this) : await receiveDelivery.call(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await admitEvents.call(this);
	}
}
