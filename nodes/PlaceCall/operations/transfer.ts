import { transferOnce } from '../place/transferOnce';
import { orThrow } from '../../n8n/items/errors';
import { checkNumber } from '../../domain/tollFraud';
import { describeExtension } from '../place/extension';
import { readDialPolicy } from '../place/dialPolicy';
import { readNumber, readPhone, readWords } from '../place/readParameters';
import { callUuidField, fromField, guardOptions, toField } from '../properties/common';
import { describeNumber } from '../../n8n/numbers/describeNumber';
import { numberOptions } from '../../n8n/numbers/numberOptions';
import { readCallUuid } from './readCallUuid';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';

const showOnlyForTransfer = { show: { resource: ['call'], operation: ['transfer'] } };

export const transfer: Operation = {
	properties: [
		callUuidField(showOnlyForTransfer),
		toField(showOnlyForTransfer, {
			default: '',
			description: "The third party's number, in E.164 or as written in the default country",
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
		const destination = readPhone(context, 'to', 'To', itemIndex);
		const to = destination.e164;
		const from = readWords(context, 'from', 'From', itemIndex) && readNumber(context, 'from', 'From', itemIndex);
		orThrow(context, checkNumber('To', to, readDialPolicy(context, trunk, itemIndex)), itemIndex);
		const transfer = orThrow(context, request({ callUuid, to, ...(from && { from }) }, trunk.settings), itemIndex);
		const result = await transferOnce(context, trunk, { callUuid, to, request: transfer }, itemIndex);
		return [{ json: { ...result, ...describeNumber(destination), ...describeExtension(destination, false) } }];
	},
};
