import { orThrow } from '../../n8n/items/errors';
import { readDialPolicy } from '../place/dialPolicy';
import { guardParties } from '../place/guardParties';
import { readNumber, readWords } from '../place/readParameters';
import { defaultCountry, fromField, guardOptions, seatField, toField } from '../properties/common';
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
			options: [...guardOptions, defaultCountry],
		},
	],
	async run(context, trunk, itemIndex) {
		const build = requireOperation(context, trunk, 'softphoneLink', 'a softphone link', itemIndex);
		const asked = {
			from: readNumber(context, 'from', 'From', itemIndex),
			to: readNumber(context, 'to', 'To', itemIndex),
			seatId: readWords(context, 'seatId', 'Seat', itemIndex),
		};
		const policy = readDialPolicy(context, trunk, itemIndex);
		const call = guardParties(context, trunk, asked, policy, itemIndex);
		const link = orThrow<string>(context, build(call, trunk.settings), itemIndex);
		return [{ json: { link, ...call, provider: trunk.provider.id } }];
	},
};
