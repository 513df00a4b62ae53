import { isObject, json, parseBody, type Double, type DoubleRequest } from './double';

export interface SmsGatewayDouble extends Double {
	readonly messages: ReadonlyArray<{ to: string; text: string }>;
}

/** A gateway as many are: a key in a header, and recipient and text as JSON. */
export function createSmsGateway({ host, apiKey }: { host: string; apiKey: string }): SmsGatewayDouble {
	const messages: Array<{ to: string; text: string }> = [];
	return {
		host,
		messages,
		answer(request: DoubleRequest) {
			if (request.headers['x-api-key'] !== apiKey) return json(401, { error: 'unknown key' });
			const body = parseBody(request);
			if (request.method !== 'POST' || request.path !== '/messages') return json(404, { error: 'not found' });
			if (!isObject(body) || typeof body.to !== 'string' || typeof body.text !== 'string' || body.text === '')
				return json(400, { error: 'to and text are required' });
			messages.push({ to: body.to, text: body.text });
			return json(202, { id: String(messages.length) });
		},
	};
}
