import { namespaceOf } from '../../nodes/domain/inbox/fingerprint';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { reserveFor } from '../contactRules/reserve';
import { fakeContext } from './fakeContext';
import { PARAMETERS, useTrunk } from './harness';

const trunk = useTrunk();
/** Of the context that Place Call runs in. */
const ACCOUNT = { namespace: namespaceOf('instance-1'), secret: 'instance-1' };

/** Asks, as Check Contact does, for one of two attempts to reach a number; a reservation is over at once. */
async function reserve(number: string, owner: string, holdMs = 0): Promise<number> {
	const { credential } = trunk;
	const store = await openCallStore(fakeContext({ credential, items: [{}], parameters: PARAMETERS }));
	const { count } = await reserveFor(store, number, owner, { max: 2, holdMs, account: ACCOUNT });
	return count;
}

it('counts a call to a contact who was checked, and a retry of it once', async () => {
	const to = '+4930123456789';
	expect(await reserve(to, 'first')).toBe(0);
	expect(await reserve(to, 'second')).toBe(0);
	const flow = {};
	await trunk.place({ to }, { flow });
	await trunk.place({ to }, { flow });
	expect(trunk.simulator.calls).toHaveLength(1);
	expect(await reserve(to, 'third')).toBe(1);
});

it('does not count a call that the trunk refused', async () => {
	const to = '+4930123456793';
	expect(await reserve(to, 'first')).toBe(0);
	await expect(trunk.place({ to, clientReference: 'refused' })).rejects.toThrow();
	expect(trunk.simulator.calls).toHaveLength(0);
	expect(await reserve(to, 'second')).toBe(0);
});

it('gives the reservation back when the trunk refused the call, and when no line was free', async () => {
	const to = '+4930123457793';
	expect(await reserve(to, 'first', 60_000)).toBe(0);
	await expect(trunk.place({ to, clientReference: 'refused again' })).rejects.toThrow();
	expect(await reserve(to, 'second', 60_000)).toBe(0);
	await trunk.place({ to, clientReference: 'no line', limitLines: true, lines: { liveCalls: 0 } });
	expect(await reserve(to, 'third')).toBe(0);
});

it('keeps nothing of a contact whom nobody checked', async () => {
	const to = '+4930123456788';
	await trunk.place({ to, clientReference: 'unchecked' });
	expect(await reserve(to, 'first')).toBe(0);
});
