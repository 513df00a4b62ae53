import { createRecorder, type Recorder } from '../../domain/metrics/recorder';
import type { Store } from '../../domain/store/store';

const recorders = new Map<string, Recorder>();

/** This process's recorder of one workflow's call events. */
export function recorderOf(workflowId: string): Recorder {
	const scope = `health:${encodeURIComponent(workflowId)}`;
	const recorder = recorders.get(scope) ?? createRecorder(scope, Date.now);
	recorders.set(scope, recorder);
	return recorder;
}

/** Sharing is paced by the events themselves, because a package may not start timers of its own. */
const SHARE_EVERY_MS = 1_000;
const sharedAt = new WeakMap<Recorder, number>();

/** Not awaited by the caller: figures must never slow an event down, and are tried again with the next one. */
export function shareNowAndThen(recorder: Recorder, store: Store | undefined): void {
	if (!store || performance.now() - (sharedAt.get(recorder) ?? -SHARE_EVERY_MS) < SHARE_EVERY_MS) return;
	sharedAt.set(recorder, performance.now());
	recorder.share(store).catch(() => undefined);
}
