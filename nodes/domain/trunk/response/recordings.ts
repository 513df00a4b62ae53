import { isInvalid, type Invalid } from '../../result';
import { asFields, asText, own } from '../event/payload';
import type { CallSnapshot, Recording, Recordings } from '../provider';

/** @param isPending whether the trunk says that there will be one, or one more */
export const recordings = (ready: Recording[], isPending = false): Recordings => ({
	kind: 'recordings',
	ready,
	isPending,
});

/**
 * The recording of an answer that describes the whole call and names a URL, also inside `data`. As long as the call is
 * under way, it may still get one.
 * @param call the same answer, read as a call
 */
export function readRecordingUrl(body: unknown, name: string, call: CallSnapshot | Invalid): Recordings | Invalid {
	const outer = asFields(body);
	const fields = asFields(outer && own(outer, 'data')) ?? outer;
	const url = fields && asText(own(fields, name));
	if (url) return recordings([{ kind: 'url', url }]);
	return isInvalid(call) ? call : recordings([], call.event !== 'completed');
}
