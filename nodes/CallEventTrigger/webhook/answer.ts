import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Answers without an execution. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): IWebhookResponseData {
	context.getResponseObject().status(status).set(headers).json({ message }).end();
	return { noWebhookResponse: true };
}
