import type { CallEvent } from '../call/callEvent';
import type { CallStore } from '../store/callStore';
import { compact } from '../trunk/event/payload';
import { findByNumber } from './find';
import type { Register } from './learn';

/** The call with a number before an inbound one: whom to connect the caller to, and why they may be calling. */
export type LastCall = Partial<
	Pick<
		CallEvent,
		| 'callUuid'
		| 'direction'
		| 'from'
		| 'to'
		| 'contactId'
		| 'agentId'
		| 'seatId'
		| 'campaign'
		| 'clientReference'
		| 'metadata'
		| 'answeredAt'
	>
> & {
	/** When it began, or was known first. */
	initiatedAt: string;
};

/** A contact who calls in again and again has an outbound call among these, or none that matters any more. */
const RECENT = 20;

/**
 * The last call to the number of an inbound call's caller, at any trunk of this n8n; where nobody called it, the last one
 * from it. Later calls do not count, so each event of a call has the same answer. One read, as fast for a million calls.
 * @throws StoreUnavailable
 */
export async function findLastCall(
	store: CallStore,
	register: Pick<Register, 'namespace' | 'secret'>,
	{ from, callUuid }: Pick<CallEvent, 'from' | 'callUuid'>,
): Promise<LastCall | undefined> {
	const recent = await findByNumber(store, register, from, RECENT);
	const earlier = recent.slice(recent.findIndex(({ event }) => event.callUuid === callUuid) + 1);
	const last = earlier.find(({ event }) => event.direction === 'outbound') ?? earlier[0];
	if (!last) return undefined;
	const { event, since } = last;
	return compact({
		callUuid: event.callUuid,
		direction: event.direction,
		from: event.from,
		to: event.to,
		contactId: event.contactId,
		agentId: event.agentId,
		seatId: event.seatId,
		campaign: event.campaign,
		clientReference: event.clientReference,
		metadata: event.metadata,
		initiatedAt: event.initiatedAt ?? new Date(since).toISOString(),
		answeredAt: event.answeredAt,
	});
}
