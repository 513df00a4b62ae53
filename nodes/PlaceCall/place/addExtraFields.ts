import type { TrunkProvider, TrunkRequest } from '../../domain/trunk/provider';
import { invalid, type Invalid } from '../../domain/result';

/** Adds what this package has no field for. Its own fields win, so that nothing goes around the guard rails. */
export function addExtraFields(
	request: TrunkRequest,
	extra: Readonly<Record<string, unknown>> | undefined,
	{ strictBody, displayName }: TrunkProvider,
): TrunkRequest | Invalid {
	const entries = Object.entries(extra ?? {}).filter(([name]) => name !== '__proto__');
	if (entries.length === 0) return request;
	if (strictBody)
		return invalid(`Extra Fields: ${displayName} allows no other fields than those of its specification.`);
	const isControlled = entries.some(([, value]) => typeof value === 'string' && /\p{Cc}/u.test(value));
	if (isControlled) return invalid('Extra Fields must not contain line breaks or other control characters.');
	return { ...request, body: { ...Object.fromEntries(entries), ...request.body } };
}
