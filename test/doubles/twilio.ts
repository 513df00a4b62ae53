import { json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';

interface SentMessage {
	sid: string;
	from: string;
	to: string;
	body: string;
}

export interface TwilioDouble extends Double {
	readonly messages: readonly SentMessage[];
	/** Recipients who have sent STOP: Twilio refuses to text them with error 21610. */
	readonly optedOut: Set<string>;
}

const E164 = /^\+[1-9]\d{4,14}$/;
const error = (status: number, code: number, message: string): DoubleAnswer =>
	json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });

/** Twilio's Messages resource, https://www.twilio.com/docs/messaging/api/message-resource : create only. */
export function createTwilio({ accountSid, authToken }: { accountSid: string; authToken: string }): TwilioDouble {
	const messages: SentMessage[] = [];
	const optedOut = new Set<string>();
	const credentials = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
	return {
		host: 'api.twilio.com',
		messages,
		optedOut,
		answer(request: DoubleRequest) {
			if (request.headers.authorization !== credentials) return error(401, 20003, 'Authenticate');
			if (request.method !== 'POST' || request.path !== `/2010-04-01/Accounts/${accountSid}/Messages.json`)
				return error(404, 20404, 'The requested resource was not found');
			const { From = '', To = '', Body = '' } = (parseBody(request) ?? {}) as Record<string, string>;
			if (!E164.test(To)) return error(400, 21211, `The 'To' number ${To} is not a valid phone number.`);
			if (!E164.test(From)) return error(400, 21212, `The 'From' number ${From} is not a valid phone number.`);
			if (Body === '') return error(400, 21602, 'Message body is required.');
			if (Body.length > 1_600)
				return error(400, 21617, 'The concatenated message body exceeds the 1600 character limit.');
			if (optedOut.has(To)) return error(400, 21610, 'Attempt to send to unsubscribed recipient');
			const message = { sid: `SM${String(messages.length + 1).padStart(32, '0')}`, from: From, to: To, body: Body };
			messages.push(message);
			return json(201, { sid: message.sid, status: 'queued', from: From, to: To, body: Body, error_code: null });
		},
	};
}
