import { isObject, json, parseBody, type Double, type DoubleRequest } from './double';

interface SlackMessage {
	at: number;
	channel: string;
	text: string;
}

export interface SlackDouble extends Double {
	readonly messages: readonly SlackMessage[];
}

/** Slack's Web API, https://docs.slack.dev/reference/methods/chat.postMessage : errors come with status 200 too. */
export function createSlack({ token, channels }: { token: string; channels: readonly string[] }): SlackDouble {
	const messages: SlackMessage[] = [];
	return {
		host: 'slack.com',
		messages,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== `Bearer ${token}`) return json(200, { ok: false, error: 'invalid_auth' });
			if (request.method !== 'POST' || request.path !== '/api/chat.postMessage')
				return json(200, { ok: false, error: 'unknown_method' });
			const body = parseBody(request);
			if (!isObject(body) || typeof body.text !== 'string' || body.text === '')
				return json(200, { ok: false, error: 'no_text' });
			if (!channels.includes(String(body.channel))) return json(200, { ok: false, error: 'channel_not_found' });
			const message = { at: Date.now(), channel: String(body.channel), text: body.text };
			messages.push(message);
			return json(200, {
				ok: true,
				channel: message.channel,
				ts: `${message.at / 1000}`,
				message: { text: message.text },
			});
		},
	};
}
