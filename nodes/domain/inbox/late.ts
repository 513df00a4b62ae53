import type { CallRecord } from '../register/record';
import { complete, toEvent } from '../register/view';
import { payloadOf, withKnown } from './fingerprint';
import { isOpen, updated, type Content, type EventRecord } from './record';

/** The content that a trunk sent last, and the whole call with it. */
function contentOf({ next, content }: EventRecord, call: CallRecord, callUuid: string, now: number): Content {
	const { event, fingerprint } = next ?? content;
	return {
		event: event ? complete(event, call) : toEvent(call, callUuid, 'completed'),
		fingerprint: withKnown(payloadOf(fingerprint), call),
		receivedAt: now,
	};
}

/**
 * The end of a call after something was told of the call late: it waits again, as an update, if it was emitted without.
 * What has not begun needs no update, because it begins with all that is known; it is written all the same, so that it
 * can't begin with less at this moment.
 * @returns undefined when nothing is to be written
 */
export function toldLate(end: EventRecord, call: CallRecord, callUuid: string, now: number): EventRecord | undefined {
	if (end.state === 'dead') return undefined;
	const newest = contentOf(end, call, callUuid, now);
	const isWaiting = end.state === 'waiting';
	const known = isWaiting ? end.content.fingerprint : (end.next?.fingerprint ?? end.emitted);
	if (newest.fingerprint === known) return undefined;
	if (isWaiting) return { ...end, content: { ...end.content, fingerprint: newest.fingerprint } };
	return isOpen(end) ? { ...end, next: newest } : updated(end, newest);
}
