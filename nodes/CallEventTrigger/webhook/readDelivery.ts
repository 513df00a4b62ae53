import type { IWebhookFunctions } from 'n8n-workflow';
import { cachedCredentials } from '../../n8n/processState/cachedCredentials';
import type { CallEvent } from '../../domain/call/callEvent';
import type { CallUpdate } from '../../domain/call/callUpdate';
import { normalizeCallUuid } from '../../domain/call/callUuid';
import { providerOf } from '../../domain/trunk/providerOf';
import { isIgnored, isInvalid, type Ignored } from '../../domain/result';
import { withoutNul } from '../../domain/webhook/withoutNul';
import { readBody } from '../../domain/webhook/readBody';
import { DEFAULT_TOLERANCE_SECONDS, verifySignature } from '../../domain/webhook/signature';
import { DEFAULT_BODY_SIZE_LIMIT_KIB, type TriggerSettings } from '../settings';
import { schemeOf, secretsOf } from '../signatureScheme';
import { refuseAddress } from './refuseAddress';
import { sendFollowUp } from './sendFollowUp';

export interface Refused {
	kind: 'refused';
	status: 400 | 401 | 403 | 413 | 503;
	/** One sentence that names the rule broken. */
	rule: string;
}

/** A callback that is none of the four events: what it tells is of its call, and `name` is the trunk's own. */
interface OtherCallback {
	kind: 'callUpdate';
	name: string;
	update: CallUpdate;
}

export type DeliveryReading = { kind: 'event'; event: CallEvent } | OtherCallback | Ignored | Refused;

const refused = (status: Refused['status'], rule: string): Refused => ({ kind: 'refused', status, rule });

/** Address, size, signature over the raw bytes, body, event: in this order, so that nothing of a stranger's is parsed. */
export async function readDelivery(context: IWebhookFunctions, settings: TriggerSettings): Promise<DeliveryReading> {
	const request = context.getRequestObject();
	const strange = refuseAddress(settings, request.ip);
	if (strange) return refused(403, strange);
	const rawBody = await readRawBody(request);
	if (rawBody === undefined) return refused(400, 'The body could not be read: send it whole, plain or gzipped.');
	const limitKib = settings.options.bodySizeLimitKib ?? DEFAULT_BODY_SIZE_LIMIT_KIB;
	if (rawBody.length > limitKib * 1024)
		return refused(413, `The body is larger than the ${limitKib} KiB this trigger accepts.`);

	const credential = await cachedCredentials(context, 'sipTrunkApi').catch(() => ({ provider: '' }));
	const provider = providerOf(credential.provider);
	if (!provider) {
		context.logger.error('The SIP Trunk API credential of a Call Event Trigger cannot be used', {
			workflowId: context.getWorkflow().id,
		});
		return refused(503, 'The SIP Trunk API credential of this trigger cannot be used: open it in n8n.');
	}
	const urlOf = (): string => `${calledUrl(context) ?? ''}${queryOf(request.originalUrl)}`;
	const signedRequest = {
		rawBody,
		headers: request.headers,
		// Only Twilio signs it, and n8n builds a new one each time.
		get url() {
			return urlOf();
		},
	};
	const scheme = schemeOf(settings, provider);
	const broken = verifySignature(scheme, signedRequest, secretsOf(credential), {
		nowMs: Date.now(),
		toleranceSeconds: settings.signatureSettings.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS,
	});
	if (broken) return refused(401, broken);

	const reading = readBody({ rawBody, contentType: request.headers['content-type'] });
	if (isInvalid(reading)) return refused(400, reading.rule);
	if (scheme.scheme === 'formToken') delete reading.body[scheme.field];
	const read = provider.readEvent(
		{ body: reading.body, headers: request.headers, query: request.query, receivedAt: new Date() },
		credential,
	);
	if (isInvalid(read)) return refused(400, read.rule);
	if (isIgnored(read)) return read;
	const unsent = await sendFollowUp(context, credential, read.followUp);
	if (unsent) return refused(503, unsent);
	if (read.kind === 'callUpdate') return { ...read, update: shape(read.update, settings) };
	const event = shape(read.event, settings);
	return { kind: 'event', event: settings.options.includeRaw ? { ...event, raw: withoutNul(reading.body) } : event };
}

/** The URL that the trunk was given: the test URL while the editor listens. */
const calledUrl = (context: IWebhookFunctions): string | undefined =>
	context.getMode() === 'manual' ? context.getWebhookResourceUrl('default') : context.getNodeWebhookUrl('default');

/** From the `?` on: Twilio signs it too, and reference and contact travel in it (domain/trunk/request/eventUrl.ts). */
function queryOf(originalUrl = ''): string {
	const at = originalUrl.indexOf('?');
	return at < 0 ? '' : originalUrl.slice(at);
}

/** At `typeVersion` 2 n8n leaves content types that it does not know unread. */
async function readRawBody(request: ReturnType<IWebhookFunctions['getRequestObject']>): Promise<Buffer | undefined> {
	try {
		await request.readRawBody();
		return request.rawBody ?? Buffer.alloc(0);
	} catch {
		return undefined;
	}
}

/** What is told, as it is kept. */
function shape<Told extends CallEvent | CallUpdate>(told: Told, { options }: TriggerSettings): Told {
	const shaped = { ...told, callUuid: normalizeCallUuid(told.callUuid) ?? told.callUuid };
	if (options.dropRecordingUrl) delete shaped.recordingUrl;
	return withoutNul(shaped);
}
