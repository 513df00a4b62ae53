import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallEvent } from '../../../nodes/domain/call/callEvent';
import { asterisk } from '../../../nodes/domain/trunk/adapters/asterisk';
import type { TrunkSettings } from '../../../nodes/domain/trunk/provider';
import { readBody } from '../../../nodes/domain/webhook/readBody';
import { verifySignature } from '../../../nodes/domain/webhook/signature';

/** How a delivery is answered: as the trigger does, with an error, as n8n does while it starts, or not at all. */
type Mood = 'takes' | 'fails' | 'starts' | 'hangs';

export interface Receiver {
	url: string;
	secret: string;
	mood: Mood;
	/** Every delivery that was taken, read as the trigger reads it. */
	events: CallEvent[];
	/** All deliveries, the refused ones too. */
	bodies: string[];
	/** Rules that deliveries broke. */
	refusals: string[];
	/** What else becomes of a delivery that was taken, before it is acknowledged. */
	onTaken?: (event: CallEvent) => Promise<void>;
	/** Refuses every connection until `back`. */
	away(): Promise<void>;
	back(): Promise<void>;
	of(callUuid: string): CallEvent[];
	stop(): Promise<void>;
}

/** What the trigger does with a delivery, without n8n. */
export async function startReceiver(settings: () => TrunkSettings): Promise<Receiver> {
	const read = (rawBody: Buffer, headers: Record<string, string | string[] | undefined>): CallEvent | string => {
		const clock = { nowMs: Date.now(), toleranceSeconds: 300 };
		const forged = verifySignature(asterisk.signature, { rawBody, headers, url: '' }, [receiver.secret], clock);
		if (forged) return forged;
		const parsed = readBody({ rawBody, contentType: String(headers['content-type']) });
		const body = parsed.kind === 'body' ? parsed.body : undefined;
		const reading = asterisk.readEvent({ body, headers, receivedAt: new Date() }, settings());
		return reading.kind === 'event' ? reading.event : JSON.stringify(reading);
	};
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const rawBody = Buffer.concat(chunks);
		receiver.bodies.push(rawBody.toString('utf8'));
		if (receiver.mood === 'hangs') return;
		if (receiver.mood === 'fails') return void response.writeHead(500).end('{"message":"Error in workflow"}');
		if (receiver.mood === 'starts') return void response.writeHead(200).end('n8n is starting up. Please wait');
		const event = read(rawBody, request.headers);
		if (typeof event === 'string') receiver.refusals.push(event);
		else {
			receiver.events.push(event);
			await receiver.onTaken?.(event);
		}
		response
			.writeHead(typeof event === 'string' ? 401 : 200, { 'content-type': 'application/json' })
			.end('{"message":"Received."}');
	});
	const listen = async (at: number): Promise<void> =>
		await new Promise((resolve) => server.listen(at, '127.0.0.1', resolve));
	const close = async (): Promise<void> =>
		await new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	await listen(0);
	const { port } = server.address() as AddressInfo;
	const receiver: Receiver = {
		url: `http://127.0.0.1:${port}/webhook/events`,
		secret: 'canary-event-secret-9f1c',
		mood: 'takes',
		events: [],
		bodies: [],
		refusals: [],
		of: (callUuid) => receiver.events.filter((event) => event.callUuid === callUuid),
		away: close,
		back: async () => await listen(port),
		stop: close,
	};
	return receiver;
}
