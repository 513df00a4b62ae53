/**
 * The rules of https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/ that look at times, for calls that
 * Place Call places at each simulated trunk, over HTTP: a trigger that is asked for `completed` alone gets whole calls.
 */
import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { ownNamespace } from '../../nodes/n8n/triggerScope';
import type { GivenOptions } from '../../simulator/options';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { trunkDoubles } from '../../simulator/trunks';
import { mapWith } from '../disposition/mapWith';
import { fakeContext } from '../placeCall/fakeContext';
import { startEventReceiver, until, type EventReceiver } from '../trunk/eventReceiver';
import { registerWorld } from './support/registerWorld';

const FROM = '+12025550143';
const AGENT = '+12025550160';
/** By the destination's last two digits: ring and talk time in seconds. */
const RULES = {
	'06': { outcome: 'voicemail', nextAction: 'suppressRedial', ringSeconds: 7, durationSeconds: 31 },
	'07': { outcome: 'screened', nextAction: 'redial', ringSeconds: 2, durationSeconds: 2 },
	'89': { outcome: 'connected', nextAction: 'managerReview', ringSeconds: 7, durationSeconds: 196 },
} as const;
type LastDigits = keyof typeof RULES;
function expectedOf(id: string, digits: LastDigits): object {
	const rule = RULES[digits];
	// The agent's telephone rings first, for a second; the contact's begins to ring then.
	if (id === 'camara') return { ...rule, ringSeconds: rule.ringSeconds - 1 };
	if (id !== 'intellicall') return rule;
	// Its start is that of the agent's ringing: nobody knows how fast the contact answered.
	const asAnswered = rule.outcome === 'screened' ? { outcome: 'connected', nextAction: 'none' } : {};
	return { ...rule, ...asAnswered, ringSeconds: undefined };
}

/** A simulated trunk for the tests of one block. @returns places a call, and gives the items that the trigger emits of it */
function useTrigger(id: string, options: GivenOptions) {
	let simulator: Simulator;
	let receiver: EventReceiver;
	let credential: ICredentialDataDecryptedObject;

	beforeAll(async () => {
		simulator = await startSimulator({ timeScale: 200, duplicates: 2, ...options });
		credential = simulator.credentials[id] as ICredentialDataDecryptedObject;
		receiver = await startEventReceiver(credential);
		simulator.setWebhook(receiver.url);
	});
	afterAll(async () => {
		await simulator.stop();
		await receiver.stop();
	});

	return async (lastDigits: LastDigits, parties: IDataObject = {}) => {
		simulator.reset();
		receiver.received.length = 0;
		const to = `${id === 'intellicall' ? '+9198765432' : '+49301234567'}${lastDigits}`;
		const seatId = { unlimCall: 'seat_0481ab', intellicall: 'agent.017' }[id] ?? '';
		const asked = { from: FROM, to, seatId, contactId: 'contact-7', eventUrl: receiver.url, ...parties };
		const metadata = { options: { verifyCallerId: false, metadata: '{"attempt": 1}' } };
		const run = { credential, credentialId: randomUUID(), webhookUrl: receiver.url };
		const context = fakeContext({ ...run, items: [{}], parameters: { ...asked, ...metadata } });
		const [[{ json }]] = await new PlaceCall().execute.call(context);
		const isEnd = ({ reading }: EventReceiver['received'][number]): boolean =>
			reading.kind === 'event' && reading.event.event === 'completed';
		await until(() => receiver.received.some(isEnd) && simulator.calls.every(({ state }) => state === 'completed'));
		await until(() => simulator.deliveries.every(({ state }) => state === 'delivered'));
		const world = registerWorld(await openCallStore(context), id, credential, {
			events: ['completed'],
			namespace: ownNamespace(context),
			credentialId: run.credentialId,
			secret: context.getInstanceId(),
		});
		for (const { reading } of receiver.received) await world.takeIn(reading);
		const items = (await world.run()).filter(({ callUuid }) => callUuid === json.callUuid);
		return { items, asked };
	};
}

describe.each(trunkDoubles.map(({ id }) => id))('%s', (id) => {
	const itemsOf = useTrigger(id, { shuffleSeed: 7 });

	test.each(Object.keys(RULES) as LastDigits[])('a call to …%s, its events in any order and twice', async (digits) => {
		const { items, asked } = await itemsOf(digits);
		expect(items).toMatchObject([{ event: 'completed', contactId: 'contact-7', to: asked.to, direction: 'outbound' }]);
		const [item] = items;
		const { outcome, nextAction, record } = mapWith({ ...item });
		// What an Airtable row is written from: UnlimCall's events repeat neither the contact nor the reference.
		const seat = asked.seatId ? { seatId: asked.seatId } : {};
		expect(record).toMatchObject({
			contactId: 'contact-7',
			attempt: 1,
			clientReference: item.clientReference,
			...seat,
		});
		const { ringSeconds, durationSeconds } = item;
		expect({ outcome, nextAction, ringSeconds, durationSeconds }).toEqual(expectedOf(id, digits));
	});
});

describe.each(['telnyx', 'twilio'])('%s, agent first', (id) => {
	const itemsOf = useTrigger(id, {});

	test('one item, of the contact', async () => {
		const { items, asked } = await itemsOf('06', { seatId: AGENT });
		expect(items).toMatchObject([{ to: asked.to, contactId: 'contact-7', seatId: AGENT, durationSeconds: 31 }]);
		expect(mapWith({ ...items[0] })).toMatchObject({ outcome: 'voicemail', nextAction: 'suppressRedial' });
		const parties = items[0].legs?.map(({ party, to }) => [party, to]);
		expect(parties).toEqual(expect.arrayContaining([['agent', AGENT]]));
	});
});
