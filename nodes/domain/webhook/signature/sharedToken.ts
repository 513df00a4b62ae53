import { createHash } from 'crypto';
import { sameBytes, singleHeader } from './primitives';
import type { Check } from './scheme';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared as digests, so that neither the length nor a matching prefix of the token shows in the time taken. */
export const checkSharedToken: Check<'sharedToken'> = ({ header, prefix = '' }, request, secrets) => {
	const value = singleHeader(request, header);
	if (value === undefined) return `The header ${header} with the token is missing or repeated.`;
	const holds = secrets.some((secret) => sameBytes(digest(prefix + secret), digest(value)));
	return holds ? undefined : `The token in ${header} is not the one of the credential.`;
};
