import type { IExecuteFunctions } from 'n8n-workflow';
import { sendToTrunk } from '../../n8n/http/transport';
import { isInvalid } from '../../domain/result';
import { redactAll } from '../../domain/trunk/response/redact';
import type { TrunkRequest } from '../../domain/trunk/provider';
import { noAnswerRefusal, refusalOf, type Refusal } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';
import type { DialOutcome } from './dialOnce';

/** A trunk that says when to come back has not taken the request. */
const isTurnedAway = (status: number, retryAfterMs: number | undefined): boolean =>
	status === 503 && retryAfterMs !== undefined;

const UNREADABLE: Pick<Refusal, 'message' | 'cause'> = {
	message:
		'The trunk accepted the request but its answer holds no call UUID, so it is unknown whether the call was placed',
	cause: 'temporarily-unavailable',
};

/** Sends the request that dials, once, and judges whether a call can have come of it. */
export async function attempt(
	context: IExecuteFunctions,
	trunk: Trunk,
	request: TrunkRequest,
	timeoutSeconds?: number,
): Promise<DialOutcome<Refusal>> {
	const answer = await sendToTrunk(context, trunk, request, { timeoutMs: timeoutSeconds && timeoutSeconds * 1000 });
	if (answer.kind === 'noAnswer')
		return { kind: answer.sent ? 'open' : 'notPlaced', failure: noAnswerRefusal(answer, trunk.settings) };
	const { status } = answer;
	if (status >= 200 && status <= 299) {
		const placed = redactAll(trunk.provider.readPlaced(answer.body, trunk.settings), trunk.settings);
		return isInvalid(placed)
			? { kind: 'open', failure: { ...UNREADABLE, description: placed.rule, httpStatus: status } }
			: { kind: 'placed', placed };
	}
	const failure = refusalOf(answer, trunk.settings, Date.now());
	const isCertain =
		status < 500 || trunk.provider.notPlacedStatuses?.includes(status) || isTurnedAway(status, failure.retryAfterMs);
	return { kind: isCertain ? 'notPlaced' : 'open', failure };
}
