import { asFields, asText, own } from '../../event/payload';
import { isDocumentedRefusal, type ErrorAnswer } from '../../response/documentedRefusal';

/** https://www.twilio.com/docs/api/errors. Not among them: 21204 "Call already initiated". */
const CODES: ReadonlySet<string> = new Set([
	'10001', // Account is not active
	'10002', // Trial account does not support this feature
	'20001', // Unknown parameters
	'20003', // Authenticate
	'20004', // Method not allowed
	'20005', // Account not active
	'20006', // Access denied
	'20008', // Not with test credentials
	'20403', // Forbidden
	'20404', // Not found
	'20429', // Too many requests
	'21201', // No To number
	'21202', // To is a premium number
	'21203', // International calling not enabled
	'21205', // Invalid URL
	'21206', // Invalid SendDigits
	'21207', // Invalid IfMachine
	'21208', // Invalid Timeout
	'21209', // Invalid method
	'21210', // From not verified
	'21211', // Invalid To
	'21212', // Invalid From
	'21213', // From is required
	'21214', // To cannot be reached
	'21215', // Account not authorized to call the number (Geo Permissions)
	'21216', // Account not allowed to call the number
	'21217', // Number does not appear to be valid
	'21218', // Invalid ApplicationSid
	'21219', // To not verified (trial account)
	'21220', // Invalid call state, of a transfer
	'21226', // SIP calling not enabled
	'21227', // SIP headers too long
	'21228', // Invalid SIP header name
	'21229', // Invalid SIP header value
	'70051', // Authorization failed
]);

/** https://www.twilio.com/docs/usage/twilios-response: `{"code": 21211, "message": …, "more_info": …, "status": 400}` */
export function refuses(answer: ErrorAnswer): boolean {
	const error = asFields(answer.body) ?? {};
	const isOwnForm = own(error, 'status') === answer.status && asText(own(error, 'more_info')) !== undefined;
	return isOwnForm && isDocumentedRefusal(answer, CODES, own(error, 'code'));
}
