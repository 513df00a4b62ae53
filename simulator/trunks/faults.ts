import type { Reply } from '../http';
import type { ApiFault } from '../scenarios';

const HTML =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';

/** How an API that breaks down answers, whatever its contract says. */
export function replyOf(fault: ApiFault): Reply {
	if (fault.kind === 'silence') return 'silence';
	if (fault.kind === 'emptyAnswer') return { status: 200 };
	if (fault.kind === 'html') return { status: 502, content: { type: 'text/html', bytes: HTML } };
	const { status, retryAfterSeconds } = fault;
	return {
		status,
		body: { error: 'request_refused', message: `Scenario of this destination: HTTP ${status}.` },
		...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
	};
}
