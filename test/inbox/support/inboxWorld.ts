import type { CallEvent, CallEventName } from '../../../nodes/domain/call/callEvent';
import { begin, type Begun } from '../../../nodes/domain/inbox/begin';
import { checkOverdue, type Checked } from '../../../nodes/domain/inbox/checkOverdue';
import { end, type Ended } from '../../../nodes/domain/inbox/end';
import { entryKey, eventKey } from '../../../nodes/domain/inbox/eventKey';
import { heartbeat } from '../../../nodes/domain/inbox/heartbeat';
import { receive, type Receipt } from '../../../nodes/domain/inbox/receive';
import type { EventRecord } from '../../../nodes/domain/inbox/record';
import { take, type Taken, type TakeSettings } from '../../../nodes/domain/inbox/take';
import { memoryCallStore } from '../../store/memoryCallStore';

export const SCOPE = { namespace: 'ns', workflowId: 'workflow', webhookId: 'webhook' };
const CREDENTIAL = 'credential';
export const HOUR = 3_600_000;
export const LEASE = 60_000;
export const FILING = { namespace: SCOPE.namespace, keepMs: 72 * HOUR };

export const keyOf = (callUuid: string, event: CallEventName = 'completed'): string =>
	eventKey(SCOPE, { credentialId: CREDENTIAL, callUuid, event });

/** An event as an adapter reads it. */
export const callEvent = (callUuid: string, changes: Partial<CallEvent> = {}): CallEvent => ({
	provider: 'unlimCall',
	event: 'completed',
	callUuid,
	direction: 'outbound',
	from: '+12025551234',
	fromValid: true,
	to: '+4930123456789',
	toValid: true,
	occurredAt: '2026-06-04T09:17:45.000Z',
	initiatedAt: '2026-06-04T09:14:22.000Z',
	durationSeconds: 196,
	receivedAt: '2026-06-04T09:17:46.000Z',
	...changes,
});

/**
 * One trigger on one store, with a clock that the test moves.
 * @param keepMs how long the trigger remembers events
 */
export function inboxWorld(keepMs = FILING.keepMs) {
	let time = Date.parse('2026-06-04T09:17:46.000Z');
	const store = memoryCallStore(() => time);
	let emissions = 0;
	const owner = (execution: string, process = 'p1') => ({ execution, process });
	return {
		store,
		now: () => time,
		pass: (ms: number): void => void (time += ms),
		deliver: async (
			callUuid: string,
			changes: Partial<CallEvent> = {},
			onChange: 'ignore' | 'emitUpdate' = 'ignore',
		): Promise<Receipt> =>
			await receive(store, callEvent(callUuid, changes), {
				scope: SCOPE,
				credentialId: CREDENTIAL,
				keepMs,
				keepCallsMs: 30 * 24 * 3_600_000,
				onChange,
				secret: 'secret',
			}),
		take: async (limit = 100, changes: Partial<TakeSettings> = {}): Promise<Taken[]> =>
			await take(
				store,
				{ limit },
				{
					scope: SCOPE,
					keepMs,
					beginMs: LEASE,
					emission: `p1:${(emissions += 1)}`,
					...changes,
				},
			),
		begin: async (keys: string[], execution: string, process?: string): Promise<Begun[]> =>
			await begin(store, keys, { ...FILING, keepMs, owner: owner(execution, process), leaseMs: LEASE }),
		end: async (keys: string[], execution: string, status: string, process?: string): Promise<Ended> =>
			await end(store, keys, { ...FILING, keepMs, owner: owner(execution, process), status }),
		check: async (): Promise<Checked> =>
			await checkOverdue(store, { scope: SCOPE, keepMs, leaseMs: LEASE, limit: 100 }),
		beat: async (process = 'p1'): Promise<void> => void (await store.commit([[heartbeat(SCOPE.namespace, process)]])),
		record: async (key: string): Promise<EventRecord | undefined> => {
			const { entries } = await store.read([entryKey(SCOPE.namespace, key)]);
			return entries[0]?.value as EventRecord | undefined;
		},
	};
}
