import type { CallEvent } from '../call/callEvent';
import type { CallUpdate } from '../call/callUpdate';
import { findCallUuid, hold } from '../register/resolve';
import { toldBy, type CallRecord } from '../register/record';
import { toEvent } from '../register/view';
import type { CallStore } from '../store/callStore';
import { changeEntry } from '../store/changeEntries';
import { callStep, lookUp, registerOf, type ReceiveSettings } from './callStep';

/**
 * `joined`: known of the call from now on. `update`: so is it, and the end of the call will be emitted again with it.
 * `unknown`: it names no call.
 */
export type Joined = 'joined' | 'update' | 'unknown' | 'collision' | 'taken';

/**
 * Takes in what is told of a call without being emitted: a callback that is not one of the four events, or an event that
 * the trigger was not asked for.
 * @throws StoreUnavailable; then the trunk has to deliver it again
 */
export async function join(
	store: CallStore,
	fields: CallEvent | CallUpdate,
	settings: ReceiveSettings,
): Promise<Joined> {
	const source = 'event' in fields ? fields.event : 'callback';
	const register = registerOf(settings);
	const callUuid = fields.callUuid ?? (await findCallUuid(store, register, fields));
	if (callUuid === undefined) {
		const held = await hold(store, register, fields, toldBy(fields, source));
		if (held.kind !== 'known') return held.kind === 'held' ? 'joined' : 'unknown';
		return await join(store, { ...fields, callUuid: held.callUuid }, settings);
	}
	const { keys, decide } = callStep({ ...fields, callUuid }, source, settings);
	let ended: CallRecord | undefined;
	const joined = await changeEntry<Joined>(store, keys, (entries, now) => {
		const change = decide(lookUp(keys, entries), now);
		if (change.kind !== 'known') return { writes: [], result: change.kind };
		ended = change.endsNow ? change.call : undefined;
		return { writes: change.writes, result: change.isLate ? 'update' : 'joined' };
	});
	if (ended) settings.onEnd?.(toEvent(ended, callUuid));
	return joined;
}
