import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { fakeContext } from './fakeContext';
import { credentialOf, placedAnswer, startFakeTrunk, type FakeTrunk } from './fakeTrunk';
import { PARAMETERS } from './harness';

let trunk: FakeTrunk;
beforeAll(async () => {
	trunk = await startFakeTrunk((_request, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(placedAnswer('call-1'))),
	);
});
afterAll(() => trunk.stop());
beforeEach(() => (trunk.requests.length = 0));

const place = async (
	id: string,
	eventUrl: string,
	webhookUrl: string,
	change: ICredentialDataDecryptedObject = {},
): Promise<IDataObject> => {
	const run = {
		credential: { ...credentialOf(id, trunk.baseUrl), ...change },
		credentialId: `${id} ${eventUrl} ${webhookUrl}`,
		items: [{}],
		parameters: { ...PARAMETERS, seatId: '+12025550199', eventUrl, options: { verifyCallerId: false } },
		webhookUrl,
	};
	return (await new PlaceCall().execute.call(fakeContext(run)))[0][0].json;
};

describe("CAMARA's trunk sends the Signing Secret to the event URL, so it goes", () => {
	const OWN = 'https://n8n.example.com';

	test.each([
		['to plain http', 'http://n8n.example.com/webhook/a', OWN, /^Event URL must start with https/],
		['to another host', 'https://elsewhere.example/webhook/a', OWN, /^Event URL leads to elsewhere\.example, but/],
		['to another port', 'https://n8n.example.com:8443/webhook/a', OWN, /^Event URL leads to/],
		['to a host that ends like ours', 'https://evil-n8n.example.com/webhook/a', OWN, /^Event URL leads to/],
		[
			'to another host with ours as user name',
			'https://n8n.example.com@elsewhere.example/a',
			OWN,
			/^Event URL leads to/,
		],
		['to another private host', 'http://10.0.0.7:5678/webhook/a', 'http://10.0.0.8:5678', /^Event URL leads to/],
	])('not %s', async (_what, eventUrl, webhookUrl, message) => {
		await expect(place('camara', eventUrl, webhookUrl)).rejects.toThrow(message);
		expect(trunk.requests).toEqual([]);
	});

	test.each([
		['https://n8n.example.com/webhook/a', OWN],
		['http://127.0.0.1:5678/webhook/a', 'http://127.0.0.1:5678'],
	])('to %s', async (eventUrl, webhookUrl) => {
		await place('camara', eventUrl, webhookUrl);
		expect(trunk.requests).toEqual([expect.stringContaining('"accessToken":"signing-secret"')]);
	});

	test('to no private host over http that the credential does not allow', async () => {
		const change = { camaraBaseUrl: 'https://api.example.com', allowPrivateHost: false };
		const placing = place('camara', 'http://127.0.0.1:5678/webhook/a', 'http://127.0.0.1:5678', change);
		await expect(placing).rejects.toThrow(/^Event URL must start with https/);
	});

	test('nowhere when there is none', async () => {
		await place('camara', 'https://elsewhere.example/a', OWN, { signingSecret: '' });
		expect(trunk.requests).toEqual([expect.not.stringContaining('accessToken')]);
	});
});

test('trunks that send no secret may send events elsewhere', async () => {
	await place('twilio', 'https://elsewhere.example/a', 'https://n8n.example.com');
	expect(trunk.requests).toEqual([expect.stringContaining('https://elsewhere.example/a')]);
});
