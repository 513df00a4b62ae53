import { orThrow } from '../../n8n/items/errors';
import { readNumber, readWords } from '../place/readParameters';
import { defaultCountry, fromField, seatField, toField } from '../properties/common';
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
			options: [defaultCountry],
		},
	],
	async run(context, trunk, itemIndex) {
		const build = requireOperation(context, trunk, 'softphoneLink', 'a softphone link', itemIndex);
		const call = {
			from: readNumber(context, 'from', 'From', itemIndex),
			to: readNumber(context, 'to', 'To', itemIndex),
			seatId: readWords(context, 'seatId', 'Seat', itemIndex),
		};
		const link = orThrow<string>(context, build(call, trunk.settings), itemIndex);
		return [{ json: { link, ...call, provider: trunk.provider.id } }];
	},
};
