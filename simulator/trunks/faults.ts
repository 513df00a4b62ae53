import type { Answer, Reply } from '../http';
import type { ApiFault } from '../scenarios';

const HTML =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';

const inNoForm = (status: number, message: string): Answer => ({ status, body: { error: 'request_refused', message } });

/**
 * How an API that breaks down answers, whatever its contract says.
 * @param refuse the trunk's own form of an error
 */
export function replyOf(fault: ApiFault, refuse = inNoForm): Reply {
	if (fault.kind === 'silence') return 'silence';
	if (fault.kind === 'emptyAnswer') return { status: 200 };
	if (fault.kind === 'html') return { status: 502, content: { type: 'text/html', bytes: HTML } };
	const { status, retryAfterSeconds } = fault;
	return {
		...refuse(status, `Scenario of this destination: HTTP ${status}.`),
		...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
	};
}
