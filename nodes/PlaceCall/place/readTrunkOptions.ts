import type { CallOptions } from '../../domain/trunk/provider';

/** Options of Place that a trunk has or has not, as the node's collection gives them. */
export interface TrunkOptions extends Omit<CallOptions, 'sipHeaders' | 'timeLimitSeconds'> {
	timeLimit?: number;
	sipHeaders?: { header?: Array<{ name?: string; value?: string }> };
}

/** What was chosen; undefined when nothing was. */
export function readTrunkOptions({ timeLimit, sipHeaders, ...rest }: TrunkOptions): CallOptions | undefined {
	const { ringsFirst, machineDetection, detectBeep, onMachine, callerName, sendDigits, recordingChannels } = rest;
	const headers = (sipHeaders?.header ?? []).map(({ name = '', value = '' }) => [name.trim(), value.trim()] as const);
	const options: CallOptions = {
		ringsFirst,
		machineDetection,
		detectBeep,
		onMachine,
		timeLimitSeconds: timeLimit,
		callerName: callerName?.trim() || undefined,
		sipHeaders: headers.length > 0 ? Object.fromEntries(headers) : undefined,
		sendDigits: sendDigits?.trim() || undefined,
		recordingChannels,
	};
	return Object.values(options).some((value) => value !== undefined) ? options : undefined;
}
