import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { providers } from '../../nodes/domain/trunk';

export interface FakeTrunk {
	baseUrl: string;
	/** What arrived: method, path and body, without percent-encoding. */
	requests: string[];
	stop(): void;
}

/** An HTTP server in the place of a trunk, which takes note of each request and then does as `answer` says. */
export async function startFakeTrunk(answer: RequestListener): Promise<FakeTrunk> {
	const requests: string[] = [];
	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('utf8');
			const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
			const fields = isForm ? decodeURIComponent(body.replace(/\+/g, ' ')) : body;
			requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')} ${fields}`);
			answer(request, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A credential of this provider at that address, with every operation switched on. */
export function credentialOf(id: string, baseUrl: string): ICredentialDataDecryptedObject {
	const provider = providers[id];
	const fields = (provider.credentialFields ?? []).map((field) => [field.name, field.default]);
	return {
		...Object.fromEntries(fields),
		hangUpRequest: 'DELETE /calls/{callUuid}',
		intellicallHangUpRequest: 'DELETE /calls/{callUuid}',
		intellicallTransferRequest: 'POST /calls/{callUuid}/participants',
		telnyxConnectionId: '1494404757140276705',
		asteriskContactDial: 'PJSIP/{to}@my-trunk',
		asteriskNext: 'sales,s,1',
		twilioAccountSid: 'AC0123456789abcdef0123456789abcdef',
		twilioVoiceUrl: 'https://example.com/voice.xml',
		customRefusalPath: 'error.code',
		customRefusalCodes: 'unauthorized, no_credit, invalid_number',
		customGetRequest: 'GET /calls/{callUuid}',
		customHangUpRequest: 'DELETE /calls/{callUuid}',
		customListRequest: 'GET /cdrs?from={from}&to={to}&cursor={cursor}',
		customTransferRequest: 'POST /calls/{callUuid}/transfer',
		accessToken: 'access-token',
		signingSecret: 'signing-secret',
		softphoneKey: 'softphone-key',
		provider: id,
		[provider.baseUrl.name]: baseUrl,
		allowPrivateHost: true,
	};
}

/** What each trunk answers to a call that it placed. */
export const placedAnswer = (callUuid: string): object => ({
	call_uuid: callUuid,
	call_id: callUuid,
	callId: callUuid,
	sid: callUuid,
	id: callUuid,
	state: 'Down',
	status: 'success',
	data: { call_control_id: callUuid },
});
