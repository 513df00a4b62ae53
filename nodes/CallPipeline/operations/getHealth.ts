import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../domain/metrics/render';
import { readHealth } from '../../n8n/readHealth';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace } from '../../n8n/triggerScope';
import type { Operation } from './operation';

export const getHealth: Operation = async (context, index) => {
	const workflowId = String(context.getNodeParameter('workflowId', index));
	const scope = { namespace: ownNamespace(context), workflowId };
	const { counts, inbox } = await readHealth(await openCallStore(context), scope);
	return toJson(counts, inbox) as unknown as IDataObject;
};
