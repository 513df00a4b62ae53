import { asFields, own } from '../../event/payload';
import { isDocumentedRefusal, type ErrorAnswer } from '../../response/documentedRefusal';

/**
 * https://developers.telnyx.com/development/api-fundamentals/api-errors. Not among them: 10007 "Unexpected error", 10008
 * "Request timeout" and 10012 "Duplicate resource", which may come after a call was placed.
 */
const CODES: ReadonlySet<string> = new Set([
	'10001', // Inactive phone number
	'10002', // Invalid phone number
	'10003', // Invalid URL
	'10004', // Missing required parameter
	'10005', // Resource not found
	'10006', // Invalid ID
	'10009', // Authentication failed
	'10010', // Authorization failed
	'10011', // Too many requests
	'10013', // Missing association
	'10014', // Unsupported media type
	'10015', // Bad request
	'10016', // Phone number must be in +E.164 format
	'10017', // Associated resource does not exist
	'20100', // Insufficient funds
	'90015', // Invalid call control ID
	'90018', // Call has already ended
]);

/** `{"errors": [{"code": "10009", …}]}` */
export function refuses(answer: ErrorAnswer): boolean {
	const errors = own(asFields(answer.body) ?? {}, 'errors');
	return Array.isArray(errors) && isDocumentedRefusal(answer, CODES, ...errors.map((error) => asFields(error)?.code));
}
