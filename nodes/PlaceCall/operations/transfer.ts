import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { transferOnce } from '../place/transferOnce';
import { orThrow } from '../../n8n/items/errors';
import { checkNumber, readParty } from '../../domain/tollFraud';
import { describeExtension } from '../place/extension';
import { readDialPolicy } from '../place/dialPolicy';
import { readNumber, readPhone, readWords } from '../place/readParameters';
import { callUuidField, fromField, guardOptions, toField } from '../properties/common';
import { describeNumber } from '../../n8n/numbers/describeNumber';
import { numberOptions } from '../../n8n/numbers/numberOptions';
import { readCallUuid } from './readCallUuid';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';

/** Whom to connect the call with, past the guard, and what the item says of a number. @throws NodeOperationError of this item */
function readThirdParty(
	context: IExecuteFunctions,
	trunk: Trunk,
	itemIndex: number,
): { to: string; described: IDataObject } {
	const policy = readDialPolicy(context, trunk, itemIndex);
	const text = context.getNodeParameter('to', itemIndex, '');
	if (trunk.provider.transfersToSip && typeof text === 'string' && IS_SIP.test(text))
		return { to: orThrow(context, readParty('To', text, policy), itemIndex), described: {} };
	const number = readPhone(context, 'to', 'To', itemIndex);
	orThrow(context, checkNumber('To', number.e164, policy), itemIndex);
	return { to: number.e164, described: { ...describeNumber(number), ...describeExtension(number, false) } };
}

const IS_SIP = /^\s*sips?:/i;

const showOnlyForTransfer = { show: { resource: ['call'], operation: ['transfer'] } };

export const transfer: Operation = {
	properties: [
		callUuidField(showOnlyForTransfer),
		toField(showOnlyForTransfer, {
			default: '',
			description:
				"The third party's number, in E.164 or as written in the default country. Telnyx and Twilio also take a SIP address, of the trunk or of Allowed SIP Domains.",
		}),
		{
			...fromField(showOnlyForTransfer),
			required: undefined,
			default: { mode: 'number', value: '' },
			description: "The caller ID that the third party sees. Leave empty for the trunk's own choice.",
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: showOnlyForTransfer,
			options: [...guardOptions, ...numberOptions],
		},
	],
	async run(context, trunk, itemIndex) {
		const request = requireOperation(context, trunk, 'transfer', 'Transfer', itemIndex);
		const callUuid = readCallUuid(context, itemIndex);
		const { to, described } = readThirdParty(context, trunk, itemIndex);
		const from = readWords(context, 'from', 'From', itemIndex) && readNumber(context, 'from', 'From', itemIndex);
		const transfer = orThrow(context, request({ callUuid, to, ...(from && { from }) }, trunk.settings), itemIndex);
		const result = await transferOnce(context, trunk, { callUuid, to, request: transfer }, itemIndex);
		return [{ json: { ...result, ...described } }];
	},
};
