import type { CallStore } from '../store/callStore';
import { changeEntries } from '../store/changeEntries';
import { callKey } from '../register/keys';
import type { CallRecord } from '../register/record';
import { complete } from '../register/view';
import { entryKey, isCollision, ofEntryKey, readEventKey } from './eventKey';
import { payloadOf, withKnown } from './fingerprint';
import { toWrite, type EventRecord, type EventState, type Filing, type Owner } from './record';
import { isRepeat, type Taken } from './take';

export interface BeginSettings extends Filing {
	owner: Owner;
	/** When the process that runs it is looked after. */
	leaseMs: number;
	/** n8n does not tell this execution's end: it is n8n's from here on. */
	endUnknown?: boolean;
	/** A person retries the execution: what failed begins again, marked. */
	isRetry?: boolean;
}

/** An event that this execution has. */
export interface Begun extends Omit<Taken, 'alone'> {
	/** Milliseconds from its receipt to here; undefined when the execution had begun it before. */
	waitedMs?: number;
}

export const isSame = (a: Owner | undefined, b: Owner): boolean =>
	a?.execution === b.execution && a.process === b.process;

const BEGINNABLE: readonly EventState[] = ['waiting', 'emitted'];
const RETRYABLE: readonly EventState[] = ['failed', 'dead'];

/** Where what is known of an event's call is. */
function callKeyOf(namespace: string, eventKey: string): string {
	const { credentialId = '', callUuid = '' } = readEventKey(eventKey) ?? {};
	return callKey({ namespace, credentialId }, callUuid);
}

/**
 * The one gate, in the first step of an execution: who begins an event first has it. The same execution gets the same
 * answer again. What another one has, or what is done or forgotten, is left out.
 * @throws StoreUnavailable; then nothing may be emitted
 */
export async function begin(store: CallStore, eventKeys: readonly string[], settings: BeginSettings): Promise<Begun[]> {
	const { namespace, owner, leaseMs, endUnknown, isRetry } = settings;
	const groups = eventKeys.map((key) => [entryKey(namespace, key), callKeyOf(namespace, key)]);
	const begun = await changeEntries<Begun | undefined>(store, groups, ([entry, known], now) => {
		const none = { writes: [], result: undefined };
		const record = entry?.value as EventRecord | undefined;
		const told = record?.content.event;
		if (!entry || !record || !told) return none;
		const { late, update, content } = record;
		const eventKey = ofEntryKey(namespace, entry.key);
		const call = isCollision(eventKey) ? undefined : (known?.value as CallRecord | undefined);
		const event = call ? complete(told, call) : told;
		const mine: Begun = { eventKey, event, late, update, redelivered: isRepeat(record) };
		if (record.state === 'begun' || record.state === 'handedOver')
			return isSame(record.owner, owner) ? { writes: [], result: mine } : none;
		const mayBegin = BEGINNABLE.includes(record.state) || (isRetry && RETRYABLE.includes(record.state));
		if (!mayBegin) return none;
		const state = endUnknown ? 'handedOver' : 'begun';
		const { notBegun: _notBegun, ...rest } = record;
		const taken: EventRecord = {
			...rest,
			state,
			dueAt: now + leaseMs,
			emitted:
				call && told.event === 'completed' ? withKnown(payloadOf(content.fingerprint), call) : content.fingerprint,
			owner,
			shared: eventKeys.length,
			begunAt: now,
			...(isRetry && { replayed: true }),
		};
		return {
			writes: [toWrite(settings, entry, taken, now)],
			result: { ...mine, redelivered: isRepeat(taken), waitedMs: now - content.receivedAt },
		};
	});
	return begun.filter((event) => event !== undefined);
}
