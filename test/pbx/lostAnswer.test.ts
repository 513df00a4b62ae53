/** An answer of Asterisk that gets lost: the call is found by the UUID that was chosen for it, and not placed again. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { fakeContext } from '../placeCall/fakeContext';
import { usePbx } from './support/usePbx';

const harness = usePbx();

/** Passes requests on to Asterisk, and breaks the connection off in the place of its answer to a POST. */
async function startLossyProxy(): Promise<{ url: string; stop(): void }> {
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const part of request.setEncoding('utf8')) body += part as string;
		const headers = { authorization: String(request.headers.authorization), 'content-type': 'application/json' };
		const { method = 'GET', url } = request;
		const answer = await fetch(harness.pbx.url + url, { method, headers, ...(body && { body }) });
		const text = await answer.text();
		if (method === 'POST') return void response.destroy();
		response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const stop = (): void => {
		server.close();
		server.closeAllConnections();
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

test('a call whose answer is lost is found again, and placed once', async () => {
	const proxy = await startLossyProxy();
	const to = '+12025551180';
	const place = async () => {
		const context = fakeContext({
			credential: { ...harness.pbx.credential, asteriskBaseUrl: proxy.url },
			credentialId: 'behind a lossy proxy',
			items: [{}],
			parameters: { from: '+12025550143', to, clientReference: 'contact-7-attempt-1' },
		});
		return (await new PlaceCall().execute.call(context))[0][0].json;
	};
	await expect(place()).rejects.toMatchObject({ message: expect.stringContaining('unknown whether') });
	const again = await place();
	proxy.stop();
	expect(again).toMatchObject({ dedupe: 'alreadyDialed', callUuid: expect.stringMatching(/^[0-9a-f-]{36}$/) });
	const callUuid = String(again.callUuid);
	await harness.run({ operation: 'hangUp', callUuid });
	expect(await harness.event(callUuid)).toMatchObject({ clientReference: 'contact-7-attempt-1', to });
	const invites = harness.carrier.messages().filter(({ line }) => line.startsWith(`INVITE sip:${to}@`));
	expect(new Set(invites.map(({ callId }) => callId)).size).toBe(1);
});
