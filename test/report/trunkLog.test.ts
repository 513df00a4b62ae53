/** Get Report against the log of a simulated trunk: the same calls, counted from the trunk's own side. */
import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CallPipeline } from '../../nodes/CallPipeline/CallPipeline.node';
import { maskNumber } from '../../nodes/domain/report/maskNumber';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { ownNamespace } from '../../nodes/n8n/triggerScope';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { startSimulator, type Simulator } from '../../simulator/startSimulator';
import { fakeContext } from '../placeCall/fakeContext';
import { registerWorld } from '../register/support/registerWorld';
import { startEventReceiver, until, type EventReceiver } from '../trunk/eventReceiver';

const CALLER_IDS = ['+12025550143', '+14155550132', '+493023125001'];
const COUNTRIES: Readonly<Record<string, string>> = { '+49302': 'DE', '+44207': 'GB', '+33142': 'FR' };
const PREFIXES = ['+493023125', '+4420794601', '+331426853'];
/** The last two digits choose the scenario: answered, busy, no answer, failed, voicemail, screened … */
const SCENARIOS = ['00', '01', '02', '03', '04', '05', '06', '07', '89'];
const CRAFTED = '<img src=x onerror=alert(1)>';
const calls = Array.from({ length: 36 }, (_, index) => ({
	from: CALLER_IDS[(index * 2 + (index % 4)) % CALLER_IDS.length],
	to: PREFIXES[(index + (index % 5)) % PREFIXES.length] + SCENARIOS[index % SCENARIOS.length],
	contactId: `contact-${index}`,
}));

let simulator: Simulator;
let receiver: EventReceiver;
let world: ReturnType<typeof registerWorld>;
const credentialId = randomUUID();
let credential: ICredentialDataDecryptedObject;

const contextWith = (items: IDataObject[], parameters: (index: number) => IDataObject): IExecuteFunctions =>
	fakeContext({ credential, credentialId, items, parameters, webhookUrl: receiver.url });

async function getReport(parameters: IDataObject = {}): Promise<IDataObject> {
	const given = { operation: 'getReport', days: 7, timeZone: 'Europe/Berlin', title: CRAFTED, ...parameters };
	const [[{ json }]] = await new CallPipeline().execute.call(contextWith([{}], () => given));
	return json;
}

const count = (keys: readonly string[]): Record<string, number> =>
	Object.fromEntries([...new Set(keys)].map((key) => [key, keys.filter((each) => each === key).length]));

beforeAll(async () => {
	simulator = await startSimulator({ timeScale: 200, duplicates: 2 });
	credential = simulator.credentials.unlimCall as ICredentialDataDecryptedObject;
	receiver = await startEventReceiver(credential);
	simulator.setWebhook(receiver.url);
	const placing = contextWith(
		calls.map(() => ({})),
		(index) => ({
			...{ eventUrl: receiver.url, seatId: 'seat_0481ab', ...calls[index], options: { verifyCallerId: false } },
		}),
	);
	await new PlaceCall().execute.call(placing);
	await until(() => simulator.calls.length === calls.length && simulator.calls.every(({ endedAt }) => endedAt));
	await until(() => simulator.deliveries.every(({ state }) => state === 'delivered'));
	world = registerWorld(await openCallStore(placing), 'unlimCall', credential, {
		events: ['completed'],
		namespace: ownNamespace(placing),
		credentialId,
		secret: placing.getInstanceId(),
	});
	for (const { reading } of receiver.received) await world.takeIn(reading);
}, 60_000);
afterAll(async () => {
	await simulator.stop();
	await receiver.stop();
});

it('counts what the trunk’s log has, to the unit', async () => {
	const report = await getReport();
	const log = simulator.calls;
	const answered = log.filter(({ answeredAt }) => answeredAt);
	expect(report).toMatchObject({ outbound: log.length, inbound: 0, answered: answered.length, live: 0 });
	const shares = (name: string): Record<string, [number, number]> =>
		Object.fromEntries(
			(report[name] as Array<{ label: string; calls: number; answered: number }>)
				.filter((share) => share.calls > 0)
				.map((share) => [share.label, [share.calls, share.answered]]),
		);
	const expected = (labelOf: (call: (typeof log)[number]) => string): Record<string, [number, number]> => {
		const [all, taken] = [count(log.map(labelOf)), count(answered.map(labelOf))];
		return Object.fromEntries(Object.entries(all).map(([label, number]) => [label, [number, taken[label] ?? 0]]));
	};
	expect(shares('callerIds')).toEqual(expected(({ from }) => maskNumber(String(from))));
	expect(shares('countries')).toEqual(expected(({ to }) => COUNTRIES[String(to).slice(0, 6)]));
	const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' });
	expect(shares('hours')).toEqual(expected(({ initiatedAt }) => hour.format(initiatedAt)));
	const outcomes = report.outcomes as Array<{ calls: number }>;
	expect(outcomes.reduce((sum, outcome) => sum + outcome.calls, 0)).toBe(log.length);
});

it('shows no number and no contact, and every text as text', async () => {
	const page = String((await getReport()).html);
	expect(page).toContain(`<h1>${CRAFTED.replace('<', '&lt;').replace('>', '&gt;')}</h1>`);
	expect(page).not.toContain('<img');
	for (const { from, to } of calls) for (const number of [from, to]) expect(page).not.toContain(number);
});

it('takes a crafted caller for a caller that is not a number', async () => {
	const before = await getReport();
	const told = receiver.received.find(({ reading }) => reading.kind === 'event' && reading.event.event === 'completed');
	if (told?.reading.kind !== 'event') throw new Error('No call has ended.');
	const crafted = { callUuid: randomUUID(), clientReference: undefined, from: CRAFTED, fromValid: false };
	await world.takeIn({ ...told.reading, event: { ...told.reading.event, ...crafted } });
	const after = await getReport();
	const others = (list: unknown): unknown[] =>
		(list as Array<{ label: string }>).filter(({ label }) => label !== 'Other');
	expect(after.outbound).toBe(Number(before.outbound) + 1);
	expect(others(after.callerIds)).toEqual(others(before.callerIds));
	expect(String(after.html)).not.toContain('<img');
});

it('counts the events that wait until they are run', async () => {
	const waiting = async (): Promise<unknown> => ((await getReport()).events as IDataObject).waiting;
	expect(await waiting()).toBe(calls.length + 1);
	await world.run();
	expect(await waiting()).toBe(0);
});

it.each([
	[{ days: 0 }, 'Days must be a number from 1 to 366.'],
	[{ days: 'soon' }, 'Days must be a number from 1 to 366.'],
	[{ timeZone: 'Berlin' }, 'Time Zone: “Berlin” is not a time zone: use an IANA name such as Europe/Berlin.'],
])('refuses %j with one sentence', async (parameters, sentence) => {
	await expect(getReport(parameters)).rejects.toThrow(sentence);
});
