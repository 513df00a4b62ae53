import type { IDataObject, IHookFunctions, INode } from 'n8n-workflow';
import { CallEventTrigger } from '../../nodes/CallEventTrigger/CallEventTrigger.node';
import { DEFAULT_OPTIONS, startSimulator, type Simulator } from '../../simulator/startSimulator';
import { requestHelpers } from '../placeCall/fakeContext';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ timeScale: 1000 });
});
afterEach(async () => await simulator.stop());

const lifecycle = new CallEventTrigger().webhookMethods.default;

interface Setup {
	url?: string;
	memory?: IDataObject;
	mode?: string;
	parameters?: IDataObject;
	credential?: IDataObject;
	settings?: IDataObject;
}

/** n8n's side of an activation; the HTTP is real. */
function hookContext({
	url = 'https://n8n.example/webhook/1/call-events',
	memory = {},
	mode = 'trigger',
	parameters,
	credential,
	settings = {},
}: Setup = {}): IHookFunctions {
	const node = {
		id: 'node-1',
		name: 'Call Event Trigger',
		type: 'callEventTrigger',
		typeVersion: 2,
		position: [0, 0],
		parameters: {},
	} as INode;
	const all: IDataObject = { events: ['completed'], options: { registerWebhook: true }, ...parameters };
	return {
		getNode: () => node,
		getMode: () => mode,
		getWorkflowSettings: () => settings,
		getNodeParameter: (name: string, fallback: unknown) => all[name] ?? fallback,
		getCredentials: async () => ({
			provider: 'unlimCall',
			baseUrl: simulator.baseUrls.unlimCall,
			accessToken: DEFAULT_OPTIONS.accessToken,
			signingSecret: 'secret',
			allowPrivateHost: true,
			...credential,
		}),
		getNodeWebhookUrl: () => url,
		getWorkflowStaticData: () => memory,
		helpers: requestHelpers(node),
	} as unknown as IHookFunctions;
}

/** As n8n activates a workflow, and as it starts again with one that is active. */
async function activate(setup?: Setup): Promise<void> {
	const context = hookContext(setup);
	if (!(await lifecycle.checkExists.call(context))) await lifecycle.create.call(context);
}

async function registered(): Promise<string[]> {
	const response = await fetch(`${simulator.baseUrls.unlimCall}/hooks`, {
		headers: { authorization: `Bearer ${DEFAULT_OPTIONS.accessToken}` },
	});
	return ((await response.json()) as { data: Array<{ url: string }> }).data.map(({ url }) => url);
}

it('leaves exactly one registration after 20 activations and restarts', async () => {
	for (let time = 0; time < 20; time += 1) await activate();
	expect(await registered()).toEqual(['https://n8n.example/webhook/1/call-events']);
});

it('leaves none after a deactivation, and a second one does no harm', async () => {
	await activate();
	await lifecycle.delete.call(hookContext());
	await lifecycle.delete.call(hookContext());
	expect(await registered()).toEqual([]);
});

it('registers the new URL and removes the old one when n8n has moved', async () => {
	const memory = {};
	await activate({ memory });
	await activate({ memory, url: 'https://new.example/webhook/1/call-events' });
	expect(await registered()).toEqual(['https://new.example/webhook/1/call-events']);
});

it('leaves the registrations of others alone', async () => {
	await activate({ url: 'https://other.example/webhook/2/call-events' });
	await activate();
	await lifecycle.delete.call(hookContext());
	expect(await registered()).toEqual(['https://other.example/webhook/2/call-events']);
});

it('tells the trunk nothing while the editor listens for a test event', async () => {
	await activate({ mode: 'manual' });
	expect(await registered()).toEqual([]);
});

it('tells the trunk nothing unless it is asked to', async () => {
	await activate({ parameters: { options: {} } });
	expect(await registered()).toEqual([]);
});

it('reports a trunk that is down when it is to remove the registration', async () => {
	await activate();
	await simulator.stop();
	await expect(lifecycle.delete.call(hookContext())).rejects.toThrow('The trunk cannot be reached');
});

it('says so when the provider has no API for it', async () => {
	const twilio = { provider: 'twilio', accountSid: 'AC0', authToken: 'x', twilioBaseUrl: simulator.baseUrls.twilio };
	await expect(activate({ credential: twilio })).rejects.toThrow('Twilio has no API to register a webhook');
});

describe('an unsafe setup does not become active', () => {
	// A credential of a newer version, or none chosen yet.
	it.each(['', 'noSuchTrunk', 'constructor'])('with the provider "%s"', async (provider) => {
		await expect(activate({ credential: { provider } })).rejects.toThrow('names no provider that this version knows');
	});

	it('without a signing secret', async () => {
		await expect(activate({ credential: { signingSecret: '' } })).rejects.toThrow(
			'The signing secret is missing, so deliveries could not be checked.',
		);
	});

	it('but does when the user chose no signature', async () => {
		await activate({ credential: { signingSecret: '' }, parameters: { signature: 'none', options: {} } });
	});

	it('without an event', async () => {
		await expect(activate({ parameters: { events: [] } })).rejects.toThrow('No event is selected');
	});

	it('with an allow-list that cannot be read', async () => {
		await expect(activate({ parameters: { options: { allowedIps: '203.0.113.0/24, 10.0.0' } } })).rejects.toThrow(
			'10.0.0',
		);
	});

	it('in a workflow that is set to the engine that skips the first step of a trigger', async () => {
		await expect(activate({ settings: { engineType: 'v2' } })).rejects.toThrow('cannot run on engine 2.0');
	});
});
