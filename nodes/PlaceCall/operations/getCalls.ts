import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { askPages } from '../../n8n/http/askPages';
import { toRuleError } from '../../n8n/items/errors';
import { readTime, toIso } from '../../domain/time/readTime';
import { zoneOffset } from '../../domain/time/zone';
import { readWords } from '../place/readParameters';
import { returnAllFields } from '../properties/common';
import { askTrunkOr, fromTrunk, knownCalls, listKnown } from './fromRegister';
import { settleReferences } from '../place/settleReferences';
import type { Operation } from './operation';
import { readLimit } from './readLimit';

const showOnlyForGetCalls = { show: { resource: ['call'], operation: ['getAll'] } };

const timeField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
	displayOptions: showOnlyForGetCalls,
});

function readMoment(context: IExecuteFunctions, name: string, label: string, itemIndex: number): string | undefined {
	const text = readWords(context, name, label, itemIndex);
	if (text === undefined) return undefined;
	// The editor's picker gives no offset: what a person picks is a time of the workflow's zone.
	const time = toIso(readTime(text, { day: 'start', zone: zoneOffset(context.getTimezone()) }));
	if (time !== undefined) return time;
	throw toRuleError(context.getNode(), `${label} must be a date and time, e.g. 2026-06-04T09:00:00Z.`, itemIndex);
}

export const getCalls: Operation = {
	properties: [
		timeField('Started After', 'startedAfter', 'The earliest start of the calls to list. Empty for no limit.'),
		timeField(
			'Started Before',
			'startedBefore',
			'The first moment whose calls are no longer listed. Empty for no limit.',
		),
		...returnAllFields(showOnlyForGetCalls),
	],
	async run(context, trunk, itemIndex) {
		const { listCalls } = trunk.provider;
		const limit = readLimit(context, itemIndex);
		const range = {
			from: readMoment(context, 'startedAfter', 'Started After', itemIndex),
			to: readMoment(context, 'startedBefore', 'Started Before', itemIndex),
		};
		const fromStore = async () => await listKnown(context, trunk, range, limit, itemIndex);
		if (!listCalls) return await fromStore();
		return await askTrunkOr(
			async () => {
				const calls = await askPages(context, trunk, listCalls, range, itemIndex, limit);
				await settleReferences(context, trunk, calls);
				const callUuids = calls.map(({ callUuid }) => callUuid);
				const known = await knownCalls(context, trunk, callUuids);
				return calls.map((call, index) => fromTrunk(call, known[index]));
			},
			async () => await fromStore().catch(() => []),
		);
	},
};
