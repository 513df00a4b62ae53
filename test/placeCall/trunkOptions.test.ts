/** The options that a trunk has or has not, and where a call's events go. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeProperties } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { trunkOptions } from '../../nodes/PlaceCall/properties/trunkOptions';
import { readTrunkOptions } from '../../nodes/PlaceCall/place/readTrunkOptions';
import { providers } from '../../nodes/domain/trunk';
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

let calls = 0;
async function place(
	id: string,
	options: IDataObject,
	{ hints, credential = {}, ...parameters }: IDataObject & { hints?: string[]; credential?: IDataObject } = {},
): Promise<string> {
	const run = {
		credential: { ...credentialOf(id, trunk.baseUrl), ...(credential as ICredentialDataDecryptedObject) },
		credentialId: `${id} ${(calls += 1)}`,
		items: [{}, {}],
		parameters: (itemIndex: number) => ({
			...PARAMETERS,
			seatId: '+12025550199',
			clientReference: `reference-${itemIndex}`,
			options: { verifyCallerId: false, ...options },
			...parameters,
		}),
		hints,
	};
	await new PlaceCall().execute.call(fakeContext(run));
	return trunk.requests[0];
}

const SAMPLES: Readonly<Record<string, unknown>> = {
	ringsFirst: 'agent',
	machineDetection: 'async',
	detectBeep: true,
	onMachine: 'hangUp',
	timeLimit: 600,
	callerName: 'Acme Sales',
	sipHeaders: { header: [{ name: 'X-Campaign', value: 'spring' }] },
	sendDigits: 'ww200#',
	recordingChannels: 'dual',
};
const offered = ({ name }: INodeProperties, id: string): boolean =>
	(providers[id].callOptions ?? []).includes((name === 'timeLimit' ? 'timeLimitSeconds' : name) as 'callerName');

test('each option of the node is one of the trunks’, and has a sample here', () => {
	expect(Object.keys(SAMPLES).sort()).toEqual(trunkOptions.map(({ name }) => name).sort());
	for (const option of trunkOptions) expect(Object.keys(providers).some((id) => offered(option, id))).toBe(true);
});

const pairs = Object.keys(providers).flatMap((id) =>
	trunkOptions.map((option) => [id, option.displayName, option] as const),
);
test.each(pairs)('%s takes %s, or says that it cannot', async (id, label, option) => {
	const needed = ['detectBeep', 'onMachine'].includes(option.name) ? { machineDetection: 'async' } : {};
	const placing = place(id, { ...needed, [option.name]: SAMPLES[option.name] });
	if (offered(option, id)) {
		await expect(placing).resolves.toBeDefined();
		return;
	}
	await expect(placing).rejects.toThrow(/does not offer this\. Remove the option\.$/);
	await expect(placing).rejects.toThrow(needed.machineDetection ? 'Machine Detection' : label);
	expect(trunk.requests).toEqual([]);
});

test.each<[IDataObject, RegExp]>([
	[{ sipHeaders: { header: [{ name: 'From', value: 'a' }] } }, /^SIP Headers: From is not a header of your own/],
	[{ sipHeaders: { header: [{ name: 'X-A\r\nTo', value: 'a' }] } }, /^SIP Headers: X-A/],
	[{ sipHeaders: { header: [{ name: 'X-A', value: 'a\r\nTo: b' }] } }, /^SIP Headers: the value of X-A/],
	[{ callerName: 'Acme "Sales"' }, /^Caller Name may have/],
	[{ sendDigits: '12x' }, /^Send Digits may have/],
	[{ onMachine: 'hangUp' }, /^Machine Detection is off/],
	[{ machineDetection: 'sync' }, /^Machine Detection: Telnyx does not offer this kind/],
])('refuses %j', async (options, message) => {
	await expect(place('telnyx', options)).rejects.toThrow(message);
	expect(trunk.requests).toEqual([]);
});

test('options that were added and left empty ask for nothing', () => {
	expect(readTrunkOptions({ callerName: ' ', sendDigits: '', sipHeaders: {} })).toBeUndefined();
});

describe('the event URL', () => {
	const URL_OF_CREDENTIAL = 'https://n8n.example.com/webhook/of-credential';

	test.each(Object.keys(providers).filter((id) => providers[id].eventUrl))(
		'of the credential is the one that %s is told',
		async (id) => {
			const credential = { eventUrl: URL_OF_CREDENTIAL, customPlaceBody: '{"url": "{eventUrl}"}' };
			expect(await place(id, {}, { credential })).toContain(URL_OF_CREDENTIAL);
		},
	);

	test('of the node goes before it', async () => {
		const request = await place(
			'twilio',
			{},
			{ credential: { eventUrl: URL_OF_CREDENTIAL }, eventUrl: 'https://n8n.example.com/webhook/of-node' },
		);
		expect(request).toContain('of-node');
		expect(request).not.toContain('of-credential');
	});

	test.each(['javascript:alert(1)', 'n8n.example.com/webhook/a'])(
		'%s of the credential is refused',
		async (eventUrl) => {
			await expect(place('twilio', {}, { credential: { eventUrl } })).rejects.toThrow(/^Event URL must be/);
		},
	);

	test.each(Object.keys(providers))('%s: without one it is said once when nothing will be reported', async (id) => {
		const hints: string[] = [];
		await place(id, {}, { hints });
		expect(trunk.requests).toHaveLength(2);
		const silent = providers[id].eventUrl?.without === 'nothing';
		expect(hints).toEqual(silent ? [expect.stringMatching(/will report nothing of these calls/)] : []);
	});
});
