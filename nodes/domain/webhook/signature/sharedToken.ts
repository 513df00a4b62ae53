import { sameText, singleHeader } from './primitives';
import type { Check } from './scheme';

export const checkSharedToken: Check<'sharedToken'> = ({ header, prefix = '' }, request, secrets) => {
	const value = singleHeader(request, header);
	if (value === undefined) return `The header ${header} with the token is missing or repeated.`;
	const holds = secrets.some((secret) => sameText(prefix + secret, value));
	return holds ? undefined : `The token in ${header} is not the one of the credential.`;
};
