import type { IExecuteFunctions } from 'n8n-workflow';
import { sendToTrunk, type TrunkAnswer } from '../../n8n/http/transport';
import type { Outcome } from '../../domain/once/sendOnce';
import { redactAll } from '../../domain/trunk/response/redact';
import type { OutboundCall, PlacedCall, TrunkRequest } from '../../domain/trunk/provider';
import { isInvalid } from '../../domain/result';
import { noAnswerRefusal, openRefusalOf, refusalOf, type Refusal } from '../../domain/trunk/response/refusal';
import type { Trunk } from '../../domain/trunk/readTrunk';

type Answer = Extract<TrunkAnswer, { kind: 'answer' }>;

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status <= 299;

/** What became of a request that must not be sent twice, from what came back. */
function judge<Result>(
	answer: TrunkAnswer,
	{ provider, settings }: Trunk,
	effect: string,
	succeeded: (answer: Answer) => Outcome<Result, Refusal>,
): Outcome<Result, Refusal> {
	if (answer.kind === 'noAnswer')
		return { kind: answer.sent ? 'open' : 'refused', failure: noAnswerRefusal(answer, settings) };
	if (isSuccess(answer)) return succeeded(answer);
	return provider.refuses?.(answer, settings)
		? { kind: 'refused', failure: refusalOf(answer, settings, Date.now()), byAnswer: true }
		: { kind: 'open', failure: openRefusalOf(answer, settings, Date.now(), effect) };
}

const UNREADABLE: Pick<Refusal, 'message' | 'cause'> = {
	message:
		'The trunk accepted the request but its answer contains no call UUID, so it is unknown whether the call was placed',
	cause: 'temporarily-unavailable',
};

const EFFECT = 'the call was placed';

/**
 * Sends the request that dials, once, and judges whether a call can have come of it.
 * @param call whose `callUuid` leads to the call even without an answer, at a trunk that takes it
 */
export async function placeAt(
	context: IExecuteFunctions,
	trunk: Trunk,
	request: TrunkRequest,
	{ callUuid }: OutboundCall,
	timeoutSeconds?: number,
): Promise<Outcome<PlacedCall, Refusal>> {
	const answer = await sendToTrunk(context, trunk, request, { timeoutMs: timeoutSeconds && timeoutSeconds * 1000 });
	const read = (body: unknown) => redactAll(trunk.provider.readPlaced(body, trunk.settings), trunk.settings);
	const outcome = judge<PlacedCall>(answer, trunk, EFFECT, ({ status, body }) => {
		const placed = read(body);
		return isInvalid(placed)
			? { kind: 'open', failure: { ...UNREADABLE, description: placed.rule, httpStatus: status } }
			: { kind: 'done', result: placed };
	});
	if (outcome.kind === 'done') return outcome;
	// A conflict, a redirect, even a refusal may name the call; whether it is this one has to be looked up.
	const named = answer.kind === 'noAnswer' ? undefined : read(answer.body);
	const hint = trunk.provider.takesCallUuid ? callUuid : named && !isInvalid(named) ? named.callUuid : undefined;
	if (outcome.kind === 'refused' && answer.kind === 'answer' && named && !isInvalid(named))
		return { kind: 'open', failure: openRefusalOf(answer, trunk.settings, Date.now(), EFFECT), hint };
	return hint === undefined ? outcome : { ...outcome, hint };
}

/** Sends the request that transfers, once. */
export async function transferAt(
	context: IExecuteFunctions,
	trunk: Trunk,
	request: TrunkRequest,
): Promise<Outcome<true, Refusal>> {
	const answer = await sendToTrunk(context, trunk, request);
	return judge<true>(answer, trunk, 'the call was transferred', () => ({ kind: 'done', result: true }));
}
