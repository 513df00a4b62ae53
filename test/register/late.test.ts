/** What is told of a call after its end was emitted, and what is told of legs that are not the contact's. */
import { begin } from '../../nodes/domain/inbox/begin';
import { end } from '../../nodes/domain/inbox/end';
import { take } from '../../nodes/domain/inbox/take';
import type { CallEventName } from '../../nodes/domain/call/callEvent';
import { memoryCallStore } from '../store/memoryCallStore';
import * as telnyx from '../trunk/fixtures/telnyx/webhooks';
import * as twilio from '../trunk/fixtures/twilio/callbacks';
import { registerWorld, type Payload } from './support/registerWorld';
import { TELNYX, TWILIO, type Story } from './support/stories';

const world = (
	{ provider }: Story,
	onChange: 'ignore' | 'emitUpdate' = 'emitUpdate',
	events: CallEventName[] = ['completed'],
) =>
	registerWorld(
		memoryCallStore(() => Date.parse('2026-06-04T09:20:00.000Z')),
		provider,
		{},
		{ onChange, events },
	);
type World = ReturnType<typeof world>;
const told = async (of: World, { payloads }: Story, ...names: string[]): Promise<void> => {
	for (const name of names) await of.deliver(payloads[name]);
};

describe('with Emit as Update', () => {
	test('who picked up and the recording are an update each, with the whole call', async () => {
		const trigger = world(TWILIO);
		await told(trigger, TWILIO, 'initiated', 'answered', 'completed');
		expect(await trigger.run()).toMatchObject([{ update: false, ringSeconds: 7, durationSeconds: 31 }]);
		expect(await trigger.deliver(TWILIO.payloads.detection)).toBe('update');
		const [detected] = await trigger.run();
		expect(detected).toMatchObject({ event: 'completed', update: true, answeredBy: 'machine', durationSeconds: 31 });
		expect(detected).not.toHaveProperty('recordingUrl');
		expect(await trigger.deliver(TWILIO.payloads.recording)).toBe('update');
		const whole = { answeredBy: 'machine', recordingStatus: 'ready', ringSeconds: 7, to: TWILIO.asked.to };
		expect(await trigger.run()).toMatchObject([{ update: true, ...whole }]);
	});

	test('an answer that was delivered after the end is an update with the talk time', async () => {
		const trigger = world(TELNYX);
		await told(trigger, TELNYX, 'initiated', 'hangup');
		const [first] = await trigger.run();
		expect(first).not.toHaveProperty('durationSeconds');
		await told(trigger, TELNYX, 'answered');
		expect(await trigger.run()).toMatchObject([{ update: true, ringSeconds: 7, durationSeconds: 31 }]);
	});

	test('what is told again is none', async () => {
		const trigger = world(TWILIO);
		await told(trigger, TWILIO, 'initiated', 'answered', 'completed', 'detection');
		expect(await trigger.run()).toMatchObject([{ update: false, answeredBy: 'machine' }]);
		for (const name of Object.keys(TWILIO.payloads).filter((payload) => payload !== 'recording'))
			await told(trigger, TWILIO, name, name);
		expect(await trigger.run()).toEqual([]);
		await told(trigger, TWILIO, 'recording');
		expect(await trigger.run()).toHaveLength(1);
		await told(trigger, TWILIO, 'completed', 'recording', 'detection');
		expect(await trigger.run()).toEqual([]);
	});

	test('a leg that ends after the call is none', async () => {
		const trigger = world(TWILIO);
		await told(trigger, TWILIO, 'completed');
		await trigger.run();
		await trigger.deliver({ body: twilio.childStatus('completed', { To: twilio.AGENT }), query: { leg: 'agent' } });
		expect(await trigger.run()).toEqual([]);
	});

	test('while a run has the end, it waits for it; what the run began with is not emitted again', async () => {
		const store = memoryCallStore(() => Date.parse('2026-06-04T09:20:00.000Z'));
		const trigger = registerWorld(store, 'twilio', {}, { onChange: 'emitUpdate', events: ['completed'] });
		const own = { namespace: trigger.register.namespace, keepMs: 1e8 };
		const { scope } = trigger;
		const owner = { execution: '1', process: 'p' };
		await told(trigger, TWILIO, 'initiated', 'completed');
		const [{ eventKey }] = await take(store, { limit: 9 }, { ...own, scope, beginMs: 1e5, emission: 'x' });
		// Emitted, and not begun yet: it begins with it.
		await told(trigger, TWILIO, 'detection');
		expect(await begin(store, [eventKey], { ...own, owner, leaseMs: 1e5 })).toMatchObject([
			{ event: { answeredBy: 'machine' } },
		]);
		await told(trigger, TWILIO, 'recording');
		expect(await trigger.run()).toEqual([]);
		await end(store, [eventKey], { ...own, owner, status: 'success' });
		expect(await trigger.run()).toMatchObject([{ update: true, recordingStatus: 'ready', answeredBy: 'machine' }]);
		expect(await trigger.run()).toEqual([]);
	});
});

test('with Ignore nothing is emitted again, and the next event carries it', async () => {
	const trigger = world(TWILIO, 'ignore', ['answered', 'completed']);
	await told(trigger, TWILIO, 'initiated', 'completed');
	await trigger.run();
	expect(await trigger.deliver(TWILIO.payloads.detection)).toBe('joined');
	expect(await trigger.run()).toEqual([]);
	await told(trigger, TWILIO, 'answered');
	expect(await trigger.run()).toMatchObject([{ event: 'answered', late: true, answeredBy: 'machine' }]);
});

describe('a transferred leg starts nothing', () => {
	const EVENTS: CallEventName[] = ['initiated', 'ringing', 'answered', 'completed'];

	test.each<[string, Story, Payload[]]>([
		[
			'Telnyx',
			TELNYX,
			[telnyx.initiated, telnyx.answered, telnyx.hungUp].map((event) => ({
				body: event(
					{ party: 'thirdParty', call: telnyx.CONTACT_LEG },
					{ call_control_id: telnyx.AGENT_LEG, call_leg_id: 'third', to: telnyx.AGENT },
				),
			})),
		],
		[
			'Twilio',
			TWILIO,
			['initiated', 'ringing', 'in-progress', 'no-answer'].map((status) => ({
				body: twilio.childStatus(status, { To: twilio.AGENT }),
			})),
		],
	])('%s', async (_name, story, payloads) => {
		const trigger = world(story, 'emitUpdate', EVENTS);
		for (const payload of payloads) await trigger.deliver(payload);
		expect(await trigger.run()).toEqual([]);
		const end = story === TELNYX ? 'hangup' : 'completed';
		await told(trigger, story, end);
		const [item, ...others] = await trigger.run();
		expect(others).toEqual([]);
		expect(item).toMatchObject({ event: 'completed', to: story.asked.to });
		expect(item.legs).toEqual([expect.objectContaining({ party: 'thirdParty', to: telnyx.AGENT })]);
	});
});
