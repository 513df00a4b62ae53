/** Deliveries to an n8n that does not own the call store, and the end of a call, which is told once. */
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import type { CallUpdate } from '../../nodes/domain/call/callUpdate';
import type { ReceiveSettings } from '../../nodes/domain/inbox/callStep';
import { join } from '../../nodes/domain/inbox/join';
import { claimNamespace } from '../../nodes/domain/inbox/ownership';
import { receive } from '../../nodes/domain/inbox/receive';
import { callEvent, FILING, inboxWorld, LEASE, SCOPE } from './support/inboxWorld';

const [OWN, COPY] = ['https://n8n.example/webhook', 'https://staging.example/webhook'];

const AT = '2026-06-04T09:17:46.000Z';
const DETECTED: CallUpdate = { provider: 'unlimCall', occurredAt: AT, receivedAt: AT, answeredBy: 'machine' };

const settings = (changes: Partial<ReceiveSettings> = {}): ReceiveSettings => ({
	scope: SCOPE,
	credentialId: 'credential',
	keepMs: FILING.keepMs,
	keepCallsMs: FILING.keepMs,
	onChange: 'ignore',
	secret: 'secret',
	...changes,
});
const of = (url: string): ReceiveSettings => settings({ owner: { url, leaseMs: LEASE } });

async function claimed() {
	const world = inboxWorld();
	await claimNamespace(world.store, SCOPE.namespace, { url: OWN, leaseMs: LEASE });
	const known = await world.store.find('', { limit: 100 });
	return { ...world, known };
}

describe('while the owner of a call store is alive', () => {
	it('a copy of it takes no event in', async () => {
		const { store, known } = await claimed();
		expect(await receive(store, callEvent('call-1'), of(COPY))).toBe('taken');
		expect(await store.find('', { limit: 100 })).toEqual(known);
	});

	it('a copy of it learns nothing of a call', async () => {
		const { store, known } = await claimed();
		expect(await join(store, callEvent('call-1'), of(COPY))).toBe('taken');
		expect(await store.find('', { limit: 100 })).toEqual(known);
	});

	it('it takes its own events in', async () => {
		const { store } = await claimed();
		expect(await receive(store, callEvent('call-1'), of(OWN))).toBe('new');
	});

	it('an n8n that does not know its URL takes events in', async () => {
		const { store } = await claimed();
		expect(await receive(store, callEvent('call-1'), settings())).toBe('new');
	});
});

it('once the owner of a call store is gone, another n8n takes events in', async () => {
	const { store, pass } = await claimed();
	pass(LEASE);
	expect(await receive(store, callEvent('call-1'), of(COPY))).toBe('new');
});

describe('the end of a call', () => {
	function counted() {
		const ends: CallEvent[] = [];
		return { ends, how: settings({ onEnd: (call) => void ends.push(call) }) };
	}

	it('is told once, with all that is known of the call', async () => {
		const { store } = inboxWorld();
		const { ends, how } = counted();
		await receive(store, callEvent('call-1', { event: 'answered', seatId: 'seat_0481ab' }), how);
		expect(ends).toEqual([]);
		await receive(store, callEvent('call-1'), how);
		await receive(store, callEvent('call-1'), how);
		expect(ends).toMatchObject([{ callUuid: 'call-1', event: 'completed', seatId: 'seat_0481ab' }]);
	});

	it('is told once of an event that is not emitted, too', async () => {
		const { store } = inboxWorld();
		const { ends, how } = counted();
		await join(store, callEvent('call-1'), how);
		await join(store, callEvent('call-1'), how);
		await receive(store, callEvent('call-1'), how);
		expect(ends).toMatchObject([{ callUuid: 'call-1', event: 'completed' }]);
	});

	it('is not told for another call with the same call UUID', async () => {
		const { store } = inboxWorld();
		const { ends, how } = counted();
		await receive(store, callEvent('call-1'), how);
		expect(await receive(store, callEvent('call-1', { to: '+493099999999' }), how)).toBe('collision');
		expect(ends).toHaveLength(1);
	});
});

describe('what is told of a call without its UUID', () => {
	it('is unknown when it names the call by nothing else', async () => {
		expect(await join(inboxWorld().store, DETECTED, settings())).toBe('unknown');
	});

	it('waits for the call when it names a leg', async () => {
		const { store, take, begin } = inboxWorld();
		expect(await join(store, { ...DETECTED, legId: 'leg-1' }, settings())).toBe('joined');
		await receive(store, callEvent('call-1', { legId: 'leg-1' }), settings());
		const [{ eventKey }] = await take();
		expect(await begin([eventKey], '1')).toMatchObject([{ event: { answeredBy: 'machine' } }]);
	});
});
