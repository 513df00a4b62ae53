import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { toJson, toPrometheus } from '../../domain/metrics/render';
import { readHealth } from '../../n8n/readHealth';
import { openCallStore } from '../../n8n/store/openCallStore';
import { scopeOf } from '../../n8n/triggerScope';
import { readSettings, type TriggerSettings } from '../settings';
import { answer } from './answer';
import { refuseAddress } from './refuseAddress';
import { sampleEvent } from './sampleEvent';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * GET on the trigger's own URL.
 * In production: the metrics of the workflow's events, behind the health token, as Prometheus text or JSON.
 * While the editor listens for a test event: a sample call, so that a workflow can be built before the first real one.
 */
export async function answerHealth(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (context.getMode() === 'manual') {
		return {
			workflowData: [[{ json: sampleEvent(new Date()) as unknown as IDataObject }]],
			webhookResponse: { message: 'A sample call was sent to the editor.' },
		};
	}
	return refuse(context, readSettings(context)) ?? (await sendMetrics(context));
}

/** Undefined when the caller may read the metrics. */
function refuse(context: IWebhookFunctions, settings: TriggerSettings): IWebhookResponseData | undefined {
	const strange = refuseAddress(settings, context.getRequestObject().ip);
	if (strange) return answer(context, 403, strange);
	const token = settings.options.healthToken ?? '';
	if (token === '')
		return answer(context, 404, 'Set Health Token in the options of the Call Event Trigger to read its metrics here.');
	const sent = String(context.getHeaderData().authorization ?? '');
	if (timingSafeEqual(digest(`Bearer ${token}`), digest(sent))) return undefined;
	return answer(context, 401, 'Send the health token of the trigger as a bearer token.', {
		'WWW-Authenticate': 'Bearer',
	});
}

async function sendMetrics(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const response = context.getResponseObject();
	try {
		const { counts, inbox } = await readHealth(await openCallStore(context), scopeOf(context));
		const wantsJson = /json/.test(
			`${context.getHeaderData().accept ?? ''} ${(context.getQueryData() as IDataObject).format ?? ''}`,
		);
		response.status(200);
		if (wantsJson) response.json(toJson(counts, inbox));
		else response.type('text/plain; version=0.0.4').send(toPrometheus(counts, inbox));
	} catch (error) {
		return answer(context, 503, `The call store does not answer: ask again later. ${(error as Error).message}`, {
			'Retry-After': '10',
		});
	}
	return { noWebhookResponse: true };
}
