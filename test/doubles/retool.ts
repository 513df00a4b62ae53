import { isObject, json, parseBody, type Double, type DoubleRequest } from './double';

export interface RetoolDouble extends Double {
	/** The rows that the Retool workflow's query keeps, by call UUID. */
	readonly rows: ReadonlyMap<string, Record<string, unknown>>;
}

const PATH = /^\/v1\/workflows\/[0-9a-f-]{36}\/startTrigger$/;

/**
 * Retool Workflows' webhook (https://docs.retool.com/3.284/workflows/guides/webhooks), and behind it the query that
 * docs/workflows asks for: `INSERT … ON CONFLICT (call_uuid) DO UPDATE` with COALESCE.
 */
export function createRetool({ apiKey }: { apiKey: string }): RetoolDouble {
	const rows = new Map<string, Record<string, unknown>>();
	return {
		host: 'api.retool.com',
		rows,
		answer(request: DoubleRequest) {
			if (request.method !== 'POST' || !PATH.test(request.path))
				return json(404, { success: false, message: 'Not found' });
			if ((request.headers['x-workflow-api-key'] ?? request.query.get('workflowApiKey')) !== apiKey)
				return json(401, { success: false, message: 'Invalid workflow API key' });
			const body = parseBody(request);
			if (!isObject(body) || typeof body.call_uuid !== 'string')
				return json(400, { success: false, message: 'The workflow expects a record with call_uuid.' });
			const known = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
			rows.set(body.call_uuid, { ...rows.get(body.call_uuid), ...known });
			return json(200, { success: true });
		},
	};
}
