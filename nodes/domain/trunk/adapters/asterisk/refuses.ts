import { asFields, asText, own } from '../../event/payload';
import type { ErrorAnswer } from '../../response/documentedRefusal';

/**
 * What Asterisk says before it makes a channel: res/res_ari.c and res/ari/resource_channels.c of
 * https://github.com/asterisk/asterisk, and "Allocation failed" where it could not make one, so that no INVITE left.
 */
const REFUSALS: ReadonlyMap<number, RegExp> = new Map([
	[
		400,
		/^(Error parsing request body|Endpoint must be specified|Invalid endpoint specified|Application or extension must be specified|Only string values in the 'variables' object allowed|Uniqueid length exceeds maximum of \d+|Requested priority is illegal)$/,
	],
	[401, /^Authentication required$/],
	[403, /^Write access denied$/],
	[404, /^(Resource not found|Requested label can not be found)$/],
	[405, /^Invalid method$/],
	[500, /^Allocation failed$/],
	[503, /^Asterisk not booted$/],
]);

/** `{"message": …}`, and `{"error": "Allocation failed"}` */
export function refuses({ status, body }: ErrorAnswer): boolean {
	const fields = asFields(body) ?? {};
	const words = asText(own(fields, 'message')) ?? asText(own(fields, 'error'));
	return words !== undefined && (REFUSALS.get(status)?.test(words) ?? false);
}
