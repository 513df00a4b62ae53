/**
 * Calls that connect an agent and a contact, over HTTP and signed webhooks, with every trunk that rings the agent first.
 * What a trunk says of the agent's telephone must never look like a call to a contact.
 */
import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import { providers } from '../../nodes/domain/trunk';
import type { SimulatedCall } from '../../simulator/exchange';
import { DEFAULT_NUMBERS } from '../../simulator/numbers';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { trunkDoubles } from '../../simulator/trunks';
import { mapWith } from '../disposition/mapWith';
import { fakeContext } from '../placeCall/fakeContext';
import { startEventReceiver, until, type EventReceiver } from './eventReceiver';

const FROM = '+12025550143';
/** By what becomes of them: the last two digits say it to the simulator. */
const AGENTS = { answers: '+12025550160', busy: '+12025550101', silent: '+12025550102', leaves: '+12025550107' };
type AgentKind = keyof typeof AGENTS;

const dialed = Object.keys(providers).filter((id) => providers[id].ringsFirst?.includes('agent'));
test('these are the trunks that ring the agent first', () =>
	expect(dialed.sort()).toEqual(['asterisk', 'camara', 'intellicall', 'telnyx', 'twilio']));

/** Asterisk is tested with a real one. */
const simulated = trunkDoubles.map(({ id }) => id).filter((id) => dialed.includes(id));

describe.each(simulated)('%s', (id) => {
	let simulator: Simulator;
	let receiver: EventReceiver;
	let credential: ICredentialDataDecryptedObject;

	beforeAll(async () => {
		const numbers = Object.values(AGENTS).map((number) => ({ id: `did_${number.slice(-2)}`, number, country: 'US' }));
		const agents = Object.values(AGENTS).map((phone) => ({ id: `seat_${phone.slice(-2)}`, name: 'Ada', phone }));
		simulator = await startSimulator({ timeScale: 100, agents, numbers: [...DEFAULT_NUMBERS, ...numbers] });
		credential = simulator.credentials[id] as ICredentialDataDecryptedObject;
		receiver = await startEventReceiver(credential);
		simulator.setWebhook(receiver.url);
	});
	afterAll(async () => {
		await simulator.stop();
		await receiver.stop();
	});
	beforeEach(() => {
		simulator.reset();
		receiver.received.length = 0;
	});

	/** Each trunk names the agent in its own way: CAMARA's From is the agent's telephone. */
	const partiesOf = (agent: AgentKind, lastDigits: string): IDataObject => {
		const number = AGENTS[agent];
		if (id === 'camara') return { from: number, to: `+49301234567${lastDigits}` };
		if (id === 'intellicall')
			return { from: FROM, to: `+9198765432${lastDigits}`, seatId: `98765432${number.slice(-2)}` };
		return { from: FROM, to: `+49301234567${lastDigits}`, seatId: number };
	};
	const place = async (agent: AgentKind, lastDigits: string, options: IDataObject = {}): Promise<string> => {
		const parameters = {
			contactId: 'contact-7',
			eventUrl: receiver.url,
			...partiesOf(agent, lastDigits),
			options: { ringTimeout: 20, verifyCallerId: false, ...options },
		};
		const run = { credential, credentialId: randomUUID(), items: [{}], parameters, webhookUrl: receiver.url };
		const [[{ json }]] = await new PlaceCall().execute.call(fakeContext(run));
		return json.callUuid as string;
	};
	const events = (): CallEvent[] =>
		receiver.received.flatMap(({ reading }) => (reading.kind === 'event' ? [reading.event] : []));
	const names = (): string[] => events().map(({ event }) => event);
	const ended = async (): Promise<CallEvent> => {
		await until(() => names().includes('completed'));
		await until(() => simulator.calls.every(({ state }) => state === 'completed'));
		await until(() => simulator.deliveries.every(({ state }) => state === 'delivered'));
		expect(receiver.received.map(({ forged }) => forged).filter(Boolean)).toEqual([]);
		return events().find(({ event }) => event === 'completed') as CallEvent;
	};
	const isContact = ({ to }: SimulatedCall): boolean => to.startsWith('+49') || to.startsWith('+91');
	/** The trunk's own record of the contact's telephone: when it rang, and when it was answered. */
	const contacts = (): SimulatedCall[] => simulator.calls.filter(isContact);
	const legsUp = (): number =>
		simulator.calls.flatMap(({ legs }) => legs).filter(({ state }) => state !== 'down').length;

	test('a call that is answered is one call with one UUID, and the contact’s', async () => {
		const callUuid = await place('answers', '89');
		const end = await ended();
		expect(new Set(events().map((event) => event.callUuid))).toEqual(new Set([callUuid]));
		expect(names().filter((name) => name === 'completed')).toHaveLength(1);
		for (const event of events()) expect(event.to).toBe(contacts()[0].to);
		expect(mapWith(await joined(end)).outcome).toBe('connected');
	});

	if (providers[id].transfersToSip) {
		test('the answer names the contact’s own leg, which Transfer takes', async () => {
			const callUuid = await place('answers', '07');
			await ended();
			const answer = events().find(({ event }) => event === 'answered') as CallEvent;
			expect(answer.legs?.[0]).toMatchObject({ party: 'contact', callUuid: contacts()[0].id });
			expect(answer.legs?.[0].callUuid).not.toBe(callUuid);
		});
	}

	/** Until a register joins them: the answer's time of an earlier event. */
	const joined = async (end: CallEvent): Promise<CallEvent> => ({
		...end,
		answeredAt: end.answeredAt ?? events().find(({ event }) => event === 'answered')?.answeredAt,
	});

	test('no contact ever waits for an agent', async () => {
		for (const digits of ['89', '06', '07', '01']) await place('answers', digits);
		await until(() => names().filter((name) => name === 'completed').length === 4);
		const abandoned = contacts().filter(({ answeredAt, ringingAt }) => {
			const agentUp = simulator.calls.find(({ to }) => to === AGENTS.answers)?.answeredAt ?? ringingAt;
			return answeredAt && !(agentUp && agentUp <= answeredAt);
		});
		expect(abandoned).toHaveLength(0);
	});

	test.each(['busy', 'silent'] as const)('an agent who is %s: the contact’s telephone never rings', async (agent) => {
		const callUuid = await place(agent, '89');
		const end = await ended();
		expect(contacts().filter(({ ringingAt }) => ringingAt)).toEqual([]);
		expect(end).toMatchObject({ callUuid, durationSeconds: 0 });
		expect(end).not.toHaveProperty('answeredAt');
		expect(mapWith(end)).toMatchObject({ outcome: 'canceled', nextAction: 'none' });
	});

	test('an agent who hangs up while the contact is rung leaves no leg', async () => {
		await place('leaves', '02', { ringTimeout: 30 });
		const end = await ended();
		expect(legsUp()).toBe(0);
		expect(contacts().filter(({ answeredAt }) => answeredAt)).toEqual([]);
		expect(mapWith(end).outcome).not.toBe('connected');
	});

	test.each([
		['01', 'busy'],
		['02', 'noAnswer'],
	])('a contact of %s is %s, and the agent is not left on the line', async (digits, outcome) => {
		await place('answers', digits);
		const end = await ended();
		expect(end.durationSeconds).toBe(0);
		expect(mapWith(end).outcome).toBe(outcome);
		expect(legsUp()).toBe(0);
	});

	test('a hang-up by API ends all legs', async () => {
		const callUuid = await place('answers', '12');
		await until(() => contacts().some(({ answeredAt }) => answeredAt));
		const parameters = { resource: 'call', operation: 'hangUp', callUuid };
		const run = { credential, credentialId: randomUUID(), items: [{}], parameters };
		await new PlaceCall().execute.call(fakeContext(run));
		await until(() => legsUp() === 0);
	});

	if (providers[id].callOptions?.includes('onMachine')) {
		test('on a machine both legs end, where it was asked for', async () => {
			await place('answers', '06', { machineDetection: 'async', onMachine: 'hangUp' });
			await ended();
			const told = receiver.received.flatMap(({ reading }) => (reading.kind === 'callUpdate' ? [reading.update] : []));
			expect(told.map(({ answeredBy }) => answeredBy)).toContain('machine');
			const [contact] = contacts();
			const talk = ((contact.endedAt as Date).getTime() - (contact.answeredAt as Date).getTime()) / 1000;
			expect(talk).toBeLessThan(31);
			expect(legsUp()).toBe(0);
		});

		test('contact first: an agent who is busy ends the call, and it is no missed call of the contact', async () => {
			const callUuid = await place('busy', '12', { ringsFirst: 'contact' });
			await ended();
			expect(names()).toEqual(expect.arrayContaining(['initiated', 'answered', 'completed']));
			expect(new Set(events().map((event) => event.callUuid))).toEqual(new Set([callUuid]));
			expect(events().every(({ to }) => to === contacts()[0].to)).toBe(true);
			expect(legsUp()).toBe(0);
		});
	}
});
