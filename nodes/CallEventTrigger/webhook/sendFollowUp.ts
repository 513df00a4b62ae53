import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isInvalid } from '../../domain/result';
import type { FollowUp } from '../../domain/trunk/provider';
import { readTrunk } from '../../domain/trunk/readTrunk';
import { refusalOf } from '../../domain/trunk/response/refusal';
import { sendToTrunk } from '../../n8n/http/transport';

/** Within the time that trunks give a delivery: the shortest documented one is 5 seconds. */
const TIMEOUT_MS = 4_000;

/**
 * Sends the command that a call waits for, such as to ring the contact once the agent has answered. It carries an
 * identifier of its own, so the trunk ignores it when the delivery is repeated.
 * @returns why the delivery has to come again, when the command may not have reached the trunk
 */
export async function sendFollowUp(
	context: IWebhookFunctions,
	credential: IDataObject,
	followUp: FollowUp | undefined,
): Promise<string | undefined> {
	if (!followUp) return undefined;
	const { request, purpose } = followUp;
	const trunk = readTrunk(credential);
	if (isInvalid(trunk)) return trunk.rule;
	const answer = await sendToTrunk(context, trunk, request, { timeoutMs: TIMEOUT_MS });
	const mayComeAgain = answer.kind === 'noAnswer' || answer.status >= 500 || answer.status === 429;
	if (mayComeAgain) return `The trunk did not take the command to ${purpose}: deliver the event again later.`;
	if (answer.status >= 400) {
		const { message } = refusalOf(answer, trunk.settings, Date.now());
		context.logger.warn(`The trunk refused the command to ${purpose}: ${message}`);
	}
	return undefined;
}
