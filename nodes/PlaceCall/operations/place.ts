import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toApiError, toRuleError } from '../../host/errors';
import { sendToTrunk, type TrunkAnswer } from '../../host/transport';
import { parseNumber } from '../../shared/phone';
import type { OutboundCall } from '../../shared/providers/provider';
import { noAnswerRefusal, refusalOf } from '../../shared/providers/refusal';
import type { Trunk } from '../../shared/providers/settings';
import { defaultClientReference } from '../clientReference';
import type { Operation } from './operation';
import { placeProperties } from './place.properties';

function readNumber(context: IExecuteFunctions, name: 'from' | 'to', label: string, itemIndex: number): string {
	const { defaultCountry } = context.getNodeParameter('options', itemIndex, {}) as { defaultCountry?: string };
	const number = parseNumber(context.getNodeParameter(name, itemIndex, ''), defaultCountry || undefined);
	if (!number.valid) throw toRuleError(context.getNode(), `${label}: ${number.rule}`, itemIndex);
	return number.e164;
}

function readCall(context: IExecuteFunctions, itemIndex: number): OutboundCall {
	const text = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim() || undefined;
	return {
		from: readNumber(context, 'from', 'From', itemIndex),
		to: readNumber(context, 'to', 'To', itemIndex),
		seatId: text('seatId'),
		contactId: text('contactId'),
		clientReference: text('clientReference') ?? defaultClientReference(context, itemIndex),
	};
}

function readAnswer(context: IExecuteFunctions, trunk: Trunk, answer: TrunkAnswer, itemIndex: number) {
	if (answer.kind === 'noAnswer') throw toApiError(context.getNode(), noAnswerRefusal(answer), itemIndex);
	if (answer.status < 200 || answer.status > 299) {
		throw toApiError(context.getNode(), refusalOf(answer, trunk.settings, Date.now()), itemIndex);
	}
	const placed = trunk.provider.readPlaced(answer.body, trunk.settings);
	if ('kind' in placed) throw toRuleError(context.getNode(), placed.rule, itemIndex);
	return placed;
}

async function run(context: IExecuteFunctions, trunk: Trunk, itemIndex: number): Promise<IDataObject> {
	const call = readCall(context, itemIndex);
	const request = trunk.provider.placeCall(call, trunk.settings);
	if ('kind' in request) throw toRuleError(context.getNode(), request.rule, itemIndex);
	const placedAt = new Date().toISOString();
	const placed = readAnswer(context, trunk, await sendToTrunk(context, trunk, request), itemIndex);
	const { from, to, clientReference, contactId, seatId } = call;
	return {
		callUuid: placed.callUuid,
		status: placed.status,
		from,
		to,
		clientReference,
		...(contactId && { contactId }),
		...(seatId && { seatId }),
		provider: trunk.provider.id,
		placedAt,
	};
}

export const place: Operation = { properties: placeProperties, run };
