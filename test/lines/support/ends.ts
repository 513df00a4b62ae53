import type { CallEnds } from '../../../nodes/domain/lines/ends';

/** The trunk of these tests writes the end of a call here. */
export const ENDS: CallEnds = {
	keyOf: (callUuid) => `ended ${callUuid}`,
	endOf: ({ writtenAt }) => writtenAt,
};
