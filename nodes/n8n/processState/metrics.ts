import { createRecorder, type Recorder } from '../../domain/metrics/recorder';

const recorders = new Map<string, Recorder>();

/** This process's recorder of one workflow's call events. */
export function recorderOf(workflowId: string): Recorder {
	const scope = `health:${encodeURIComponent(workflowId)}`;
	const recorder = recorders.get(scope) ?? createRecorder(scope, Date.now);
	recorders.set(scope, recorder);
	return recorder;
}
