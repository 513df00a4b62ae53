import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { installPbx, pbxSuite } from '../../tooling/pbx/installPbx';
import { startPbx, type Pbx } from '../../tooling/pbx/startPbx';
import { startPhones, type Phones } from '../../tooling/pbx/startPhones';
import { headerOf } from '../../tooling/pbx/sipMessages';
import { pause } from '../../tooling/process/pause';
import { onRelease } from '../../tooling/process/release';
import { temporaryFolder } from '../../tooling/process/temporaryFolder';

interface PbxDelivery {
	callUuid: string;
	/** The number that was called. */
	to: string;
	event: string;
	state: 'pending' | 'delivered' | 'failed';
}

interface PbxCall {
	id: string;
	from: string;
	to: string;
	state: 'placed' | 'completed';
}

/** A trunk that is an Asterisk with SIPp's phones behind it. */
export interface PbxTrunk {
	pbx: Pbx;
	/** The phones of the contacts. */
	carrier: Phones;
	credential: Record<string, string | boolean>;
	/** What the phones were called with, as SIPp received it. */
	readonly calls: PbxCall[];
	readonly deliveries: PbxDelivery[];
	setWebhook(url: string): void;
}

/** n8n may be busy for a moment. */
const REPEAT_MILLISECONDS = 1_000;

const userOf = (address = ''): string => /sips?:([^@;>]*)@/.exec(address)?.[1] ?? '';

/** Passes each delivery of Asterisk on to n8n, and once more when n8n has taken it, as trunks do. */
async function startRepeater(deliveries: PbxDelivery[], webhook: { url: string }): Promise<string> {
	const deliver = async (body: string): Promise<{ status: number; text: string }> => {
		const fields = new URLSearchParams(body);
		const [callUuid, to] = [String(fields.get('call_id')), String(fields.get('to'))];
		const delivery: PbxDelivery = { callUuid, to, event: `call.${fields.get('event')}`, state: 'pending' };
		deliveries.push(delivery);
		try {
			const headers = { 'content-type': 'application/x-www-form-urlencoded' };
			const response = await fetch(webhook.url, { method: 'POST', headers, body });
			delivery.state = response.ok ? 'delivered' : 'failed';
			return { status: response.status, text: await response.text() };
		} catch (error) {
			delivery.state = 'failed';
			return { status: 502, text: (error as Error).message };
		}
	};
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const part of request.setEncoding('utf8')) body += part as string;
		const { status, text } = await deliver(body);
		response.writeHead(status, { 'content-type': 'application/json' }).end(text);
		if (status !== 200) return;
		while (server.listening && (await deliver(body)).status !== 200) await pause(REPEAT_MILLISECONDS);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onRelease(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Unpacks and starts Asterisk and the phones. They end with the command. */
export async function startPbxTrunk(progress: (line: string) => void): Promise<PbxTrunk> {
	const root = await installPbx(pbxSuite(), progress);
	const folder = temporaryFolder('pbx');
	const deliveries: PbxDelivery[] = [];
	const webhook = { url: '' };
	const eventUrl = await startRepeater(deliveries, webhook);
	const carrier = await startPhones(root, folder, 'carrier');
	const agents = await startPhones(root, folder, 'agents');
	const secret = randomBytes(16).toString('hex');
	const pbx = await startPbx({ root, folder, carrierPort: carrier.port, agentPort: agents.port, eventUrl, secret });
	progress(`Started ${pbx.version} and the phones of SIPp.`);
	const ends = (to: string): PbxDelivery[] =>
		deliveries.filter((one) => one.to === to && one.event === 'call.completed' && one.state === 'delivered');
	return {
		pbx,
		carrier,
		credential: pbx.credential,
		deliveries,
		get calls() {
			const invites = carrier.messages().filter(({ line }) => line.startsWith('INVITE'));
			const first = invites.filter(({ callId }, index) => invites.findIndex((one) => one.callId === callId) === index);
			return first.map((invite): PbxCall => {
				const to = userOf(invite.line);
				const id = deliveries.find((delivery) => delivery.to === to)?.callUuid ?? '';
				const state = ends(to).length >= 2 ? 'completed' : 'placed';
				return { id, from: userOf(headerOf(invite, 'From')), to, state };
			});
		},
		setWebhook: (url) => void (webhook.url = url),
	};
}
