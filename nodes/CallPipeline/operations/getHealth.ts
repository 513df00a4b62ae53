import type { IDataObject } from 'n8n-workflow';
import { toJson } from '../../domain/metrics/render';
import { readHealth } from '../../n8n/readHealth';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace } from '../../n8n/triggerScope';
import type { Operation } from './operation';

export const getHealth: Operation = async function (index) {
	const workflowId = String(this.getNodeParameter('workflowId', index));
	const scope = { namespace: ownNamespace(this), workflowId };
	const { counts, inbox } = await readHealth(await openCallStore(this), scope);
	return toJson(counts, inbox) as unknown as IDataObject;
};
