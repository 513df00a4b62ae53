import { invalid, type Invalid } from '../../result';
import { asFields, asText, own } from '../event/payload';
import type { Recording } from '../provider';

/** The recording of an answer that describes the whole call and names a URL, also inside `data`. */
export function readRecordingUrl(body: unknown, name: string): Recording | Invalid {
	const outer = asFields(body);
	const fields = asFields(outer && own(outer, 'data')) ?? outer;
	const url = fields && asText(own(fields, name));
	return url
		? { kind: 'url', url }
		: invalid('The trunk has no recording of this call: recording may have been off, or is not finished.');
}
