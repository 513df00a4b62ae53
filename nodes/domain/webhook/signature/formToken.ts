import { isForm } from '../readBody';
import { sameText, singleHeader } from './primitives';
import type { Check } from './scheme';

export const checkFormToken: Check<'formToken'> = ({ field }, request, secrets) => {
	if (!isForm(singleHeader(request, 'content-type')))
		return `The delivery is not a form, so it has no field ${field} with the token.`;
	const values = new URLSearchParams(request.rawBody.toString('utf8')).getAll(field);
	if (values.length !== 1) return `The field ${field} with the token is missing or repeated.`;
	return secrets.some((secret) => sameText(secret, values[0]))
		? undefined
		: `The token in the field ${field} is not the one of the credential.`;
};
