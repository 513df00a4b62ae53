import { orThrow } from '../../n8n/items/errors';
import { describeExtension } from '../place/extension';
import { readDialPolicy } from '../place/dialPolicy';
import { guardParties } from '../place/guardParties';
import { readNumber, readPhone, readWords } from '../place/readParameters';
import { fromField, guardOptions, seatField, toField } from '../properties/common';
import { describeNumber } from '../../n8n/numbers/describeNumber';
import { numberOptions } from '../../n8n/numbers/numberOptions';
import { requireOperation } from './requireOperation';
import type { Operation } from './operation';

const showOnlyForLink = { show: { resource: ['softphoneLink'], operation: ['get'] } };

export const getSoftphoneLink: Operation = {
	properties: [
		fromField(showOnlyForLink),
		toField(showOnlyForLink),
		seatField(showOnlyForLink),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: showOnlyForLink,
			options: [...guardOptions, ...numberOptions],
		},
	],
	async run(context, trunk, itemIndex) {
		const build = requireOperation(context, trunk, 'softphoneLink', 'a softphone link', itemIndex);
		const destination = readPhone(context, 'to', 'To', itemIndex);
		const asked = {
			from: readNumber(context, 'from', 'From', itemIndex),
			to: destination.e164,
			seatId: readWords(context, 'seatId', 'Seat', itemIndex),
		};
		const policy = readDialPolicy(context, trunk, itemIndex);
		const call = guardParties(context, trunk, asked, policy, itemIndex);
		const link = orThrow<string>(context, build(call, trunk.settings), itemIndex);
		const result = { link, ...call, provider: trunk.provider.id };
		return [{ json: { ...result, ...describeNumber(destination), ...describeExtension(destination, false) } }];
	},
};
