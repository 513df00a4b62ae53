/** Which call came before an inbound one, as the register knows. */
import { forget } from '../../nodes/domain/register/forget';
import { findLastCall } from '../../nodes/domain/register/lastCall';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';
import { registerWorld, SECRET, type Asked } from './support/registerWorld';

const [CALLER, OWN] = ['+493012345678', '+12025550143'];

let now: number;
let store: CallStore;
let world: ReturnType<typeof registerWorld>;
beforeEach(() => {
	now = 1_750_000_000_000;
	store = memoryCallStore(() => now);
	world = registerWorld(store, 'unlimCall');
});

/** Each call begins a second after the one before it. */
const place = async (callUuid: string, asked: Partial<Asked>) => {
	now += 1_000;
	const whole = { clientReference: callUuid, from: OWN, to: CALLER, ...asked };
	return await world.place(whole, { callUuid, status: '' });
};
const callIn = async (callUuid: string, event = 'initiated') => {
	now += 1_000;
	const body = { event: `call.${event}`, call_uuid: callUuid, from: CALLER, to: OWN, direction: 'inbound' };
	await world.deliver({ body });
};
const last = async (callUuid: string) => await findLastCall(store, world.register, { from: CALLER, callUuid });

test('is the last one that was placed to the number, with contact, agent, seat and campaign', async () => {
	await (
		await place('out-1', { contactId: 'contact-1' })
	)();
	const asked = {
		contactId: 'contact-7',
		seatId: 'seat_1',
		agentId: 'agent-3',
		campaign: 'spring',
		metadata: { a: 1 },
	};
	await (
		await place('out-2', asked)
	)();
	await callIn('in-1');
	expect(await last('in-1')).toEqual({
		...asked,
		callUuid: 'out-2',
		clientReference: 'out-2',
		direction: 'outbound',
		from: OWN,
		to: CALLER,
		initiatedAt: new Date(1_750_000_002_000).toISOString(),
	});
});

test('is an attempt that is still open', async () => {
	await place('out-1', { contactId: 'contact-7' });
	await callIn('in-1');
	expect(await last('in-1')).toMatchObject({ contactId: 'contact-7', clientReference: 'out-1' });
	expect(await last('in-1')).not.toHaveProperty('callUuid');
});

test('is no inbound call while there is an outbound one, and no call to somebody else', async () => {
	await callIn('in-1');
	expect(await last('in-1')).toBeUndefined();
	await (
		await place('other', { to: '+493055512121' })
	)();
	await callIn('in-2');
	expect(await last('in-2')).toMatchObject({ callUuid: 'in-1', direction: 'inbound' });
	await (
		await place('out-1', {})
	)();
	await callIn('in-3');
	await callIn('in-4');
	expect(await last('in-4')).toMatchObject({ callUuid: 'out-1' });
});

test('stays the same for all events of a call, whatever is placed meanwhile', async () => {
	await (
		await place('out-1', {})
	)();
	await callIn('in-1');
	await (
		await place('out-2', {})
	)();
	await callIn('in-1', 'completed');
	expect(await last('in-1')).toMatchObject({ callUuid: 'out-1' });
});

test('costs one read of the store however many calls there are', async () => {
	for (let call = 0; call < 200; call += 1) await callIn(`in-${call}`);
	let operations = 0;
	const counted = new Proxy(store, {
		get(target, name: keyof CallStore) {
			operations += 1;
			return target[name];
		},
	});
	expect(await findLastCall(counted, world.register, { from: CALLER, callUuid: 'in-199' })).toMatchObject({
		callUuid: 'in-198',
	});
	expect(operations).toBe(1);
});

test.each([{ number: CALLER }, { contactId: 'contact-7' }])('is nowhere after Forget of %j', async (subject) => {
	await (
		await place('out-1', { contactId: 'contact-7' })
	)();
	await forget(store, world.register.namespace, subject, SECRET);
	await callIn('in-1');
	expect(await last('in-1')).toBeUndefined();
});
