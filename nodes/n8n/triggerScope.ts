import type { INode } from 'n8n-workflow';
import type { TriggerScope } from '../domain/inbox/eventKey';
import { namespaceOf } from '../domain/inbox/fingerprint';

interface Context {
	getInstanceId(): string;
	getNode(): INode;
	getWorkflow(): { id?: string };
}

/** The namespace of this n8n in a call store. */
export const ownNamespace = (context: Pick<Context, 'getInstanceId'>): string => namespaceOf(context.getInstanceId());

/** The trigger that a context belongs to. */
export function scopeOf(context: Context): TriggerScope {
	const { id, webhookId = id } = context.getNode();
	return { namespace: ownNamespace(context), workflowId: context.getWorkflow().id as string, webhookId };
}

/** The trunk account of a node. */
export const credentialIdOf = (context: Pick<Context, 'getNode'>): string =>
	context.getNode().credentials?.sipTrunkApi?.id ?? 'unsaved';

/** The base URL of this n8n's webhooks, which n8n tells triggers only in passing. */
export function webhookBaseUrl(context: { getInstanceBaseUrl(): string }): string {
	const { additionalData } = context as { additionalData?: { webhookBaseUrl?: unknown } };
	const url = additionalData?.webhookBaseUrl;
	return typeof url === 'string' ? url : context.getInstanceBaseUrl();
}
