import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendFollowUp } from '../../nodes/CallEventTrigger/webhook/sendFollowUp';
import { providers } from '../../nodes/domain/trunk';
import type { EventReading, TrunkSettings } from '../../nodes/domain/trunk/provider';
import { readBody } from '../../nodes/domain/webhook/readBody';
import { DEFAULT_TOLERANCE_SECONDS, verifySignature } from '../../nodes/domain/webhook/signature';
import { fakeContext } from '../placeCall/fakeContext';

export interface Received {
	path: string;
	rawBody: Buffer;
	headers: IncomingHttpHeaders;
	/** The rule that the signature breaks; undefined when it holds. */
	forged: string | undefined;
	reading: EventReading;
}

export interface EventReceiver {
	url: string;
	received: Received[];
	/** How the next requests are answered; 200 when it is empty. */
	answers: number[];
	stop(): Promise<void>;
}

/** What the trigger does with a delivery, without n8n: checks its signature, reads it, and sends what the call waits for. */
export async function startEventReceiver(settings: TrunkSettings): Promise<EventReceiver> {
	const provider = providers[settings.provider as string];
	const received: Received[] = [];
	const answers: number[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const rawBody = Buffer.concat(chunks);
		const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
		const signed = { rawBody, headers: request.headers, url: url.href };
		const forged = verifySignature(provider.signature, signed, [String(settings.signingSecret)], {
			nowMs: Date.now(),
			toleranceSeconds: DEFAULT_TOLERANCE_SECONDS,
		});
		const parsed = readBody({ rawBody, contentType: request.headers['content-type'] });
		const body = parsed.kind === 'body' ? parsed.body : undefined;
		const reading = provider.readEvent(
			{ body, headers: request.headers, query: Object.fromEntries(url.searchParams), receivedAt: new Date() },
			settings,
		);
		received.push({ path: url.pathname, rawBody, headers: request.headers, forged, reading });
		const followUp = 'followUp' in reading ? reading.followUp : undefined;
		const credential = settings as ICredentialDataDecryptedObject;
		const context = fakeContext({ credential, items: [{}], parameters: {} }) as unknown as IWebhookFunctions;
		const unsent = await sendFollowUp(context, credential, followUp);
		response.writeHead(unsent ? 503 : (answers.shift() ?? 200)).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
		received,
		answers,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Waits until `isReached`, at most 25 seconds. */
export async function until(isReached: () => boolean): Promise<void> {
	for (let waited = 0; !isReached(); waited += 10) {
		if (waited > 25_000) throw new Error('What was waited for did not happen within 25 s.');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
