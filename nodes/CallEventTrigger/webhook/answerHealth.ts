import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { recorderOf } from '../../n8n/processState/metrics';
import { toJson, toPrometheus } from '../../domain/metrics/render';
import { answer } from './answer';
import { sampleEvent } from './sampleEvent';
import { readSettings } from '../settings';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * GET on the trigger's own URL.
 * In production: the pipeline's figures, behind the health token, as Prometheus text or JSON.
 * While the editor listens for a test event: a sample call, so that a workflow can be built before the first real one.
 */
export async function answerHealth(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (this.getMode() === 'manual') {
		return {
			workflowData: [[{ json: sampleEvent(new Date()) as unknown as IDataObject }]],
			webhookResponse: { message: 'A sample call was sent to the editor.' },
		};
	}
	const settings = readSettings(this);
	const token = settings.options.healthToken ?? '';
	if (token === '')
		return answer(this, 404, 'Set Health Token in the options of the Call Event Trigger to read its figures here.');
	const sent = String(this.getHeaderData().authorization ?? '');
	if (!timingSafeEqual(digest(`Bearer ${token}`), digest(sent))) {
		return answer(this, 401, 'Send the health token of the trigger as a bearer token.', {
			'WWW-Authenticate': 'Bearer',
		});
	}
	return await figures(this);
}

async function figures(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const recorder = recorderOf(context.getWorkflow().id as string);
	const response = context.getResponseObject();
	const read = await recorder.read();
	const wantsJson = /json/.test(
		`${context.getHeaderData().accept ?? ''} ${(context.getQueryData() as IDataObject).format ?? ''}`,
	);
	response.status(200);
	if (wantsJson) response.json({ scope: 'this process', ...toJson(read) });
	else response.type('text/plain; version=0.0.4').send(toPrometheus(read));
	return { noWebhookResponse: true };
}
