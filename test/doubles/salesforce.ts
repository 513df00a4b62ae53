import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';

interface StoredTask {
	id: string;
	fields: Record<string, unknown>;
}

export interface SalesforceDouble extends Double {
	/** By the external ID `Call_UUID__c`. */
	readonly tasks: ReadonlyMap<string, StoredTask>;
}

/** Of https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm */
const FIELDS: ReadonlySet<string> = new Set([
	'Subject',
	'Status',
	'ActivityDate',
	'TaskSubtype',
	'WhoId',
	'WhatId',
	'Description',
	'CallObject',
	'CallDisposition',
	'CallDurationInSeconds',
	'CallType',
]);
const CALL_TYPES: ReadonlySet<unknown> = new Set(['Internal', 'Inbound', 'Outbound']);

const error = (status: number, errorCode: string, message: string): DoubleAnswer =>
	json(status, [{ errorCode, message }]);

/** Salesforce's REST API: upsert of a Task by an external ID, 201 when it creates and 200 when it updates. */
export function createSalesforce({ host, token }: { host: string; token: string }): SalesforceDouble {
	const tasks = new Map<string, StoredTask>();
	return {
		host,
		tasks,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== `Bearer ${token}`)
				return error(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
			const path = /^\/services\/data\/v\d+\.0\/sobjects\/Task\/Call_UUID__c\/([^/]+)$/.exec(request.path);
			if (request.method !== 'PATCH' || !path) return error(404, 'NOT_FOUND', 'The requested resource does not exist');
			const body = parseBody(request);
			if (!isObject(body)) return error(400, 'JSON_PARSER_ERROR', 'The body must be a JSON object.');
			const unknown = Object.keys(body).find((name) => !FIELDS.has(name));
			if (unknown) return error(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type Task`);
			if (body.CallType !== undefined && !CALL_TYPES.has(body.CallType))
				return error(
					400,
					'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
					`bad value for CallType: ${String(body.CallType)}`,
				);
			if (body.CallDurationInSeconds !== undefined && !Number.isInteger(body.CallDurationInSeconds))
				return error(400, 'JSON_PARSER_ERROR', 'CallDurationInSeconds must be an integer.');
			const known = tasks.get(path[1]);
			const task = known ?? { id: `00T${String(tasks.size + 1).padStart(15, '0')}`, fields: {} };
			Object.assign(task.fields, body);
			tasks.set(path[1], task);
			return json(known ? 200 : 201, { id: task.id, success: true, created: !known, errors: [] });
		},
	};
}
