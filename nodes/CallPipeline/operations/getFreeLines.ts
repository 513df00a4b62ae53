import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { countLines } from '../../domain/lines/count';
import { scopeKey } from '../../domain/lines/record';
import type { Account } from '../../domain/once/record';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { credentialIdOf, ownNamespace } from '../../n8n/triggerScope';
import type { Operation } from './operation';

export const accountOf = (context: IExecuteFunctions): Account => ({
	namespace: ownNamespace(context),
	credentialId: credentialIdOf(context),
	secret: context.getInstanceId(),
});

const wordsOf = (given: unknown): string[] =>
	[given]
		.flat()
		.flatMap((text) => String(text ?? '').split(','))
		.map((word) => word.trim())
		.filter((word) => word !== '');

function readLimit(context: IExecuteFunctions, name: string, label: string, index: number): number {
	const value = context.getNodeParameter(name, index);
	const limit = Number(value);
	if (Number.isSafeInteger(limit) && limit >= 0) return limit;
	throw toRuleError(
		context.getNode(),
		`${label} must be a whole number from 0, not ${String(value).slice(0, 20)}.`,
		index,
	);
}

/** How many calls may be placed now, and which seats are free. */
export const getFreeLines: Operation = async (context, index) => {
	const account = accountOf(context);
	const atMost = readLimit(context, 'liveCalls', 'Live Calls at Most', index);
	const campaign = String(context.getNodeParameter('campaign', index, '')).trim();
	const seats = [...new Set(wordsOf(context.getNodeParameter('seats', index, '')))];
	const keys = [
		scopeKey(account, 'trunk'),
		...(campaign === '' ? [] : [scopeKey(account, 'campaign', campaign)]),
		...seats.map((seat) => scopeKey(account, 'seat', seat)),
	];
	const counts = await countLines(await openCallStore(context), keys, account);
	const [trunk, ...others] = counts;
	const ofSeats = counts.slice(counts.length - seats.length);
	const free = [atMost - trunk.live];
	if (campaign !== '')
		free.push(readLimit(context, 'campaignCalls', 'Live Calls at Most per Campaign', index) - others[0].live);
	const agents = seats.map((seatId, at) => {
		const { agent, until } = ofSeats[at];
		return { seatId, agentState: agent, ...(until !== undefined && { until: new Date(until).toISOString() }) };
	});
	const freeSeats = agents.filter(({ agentState }) => agentState === 'available').map(({ seatId }) => seatId);
	if (seats.length > 0) free.push(freeSeats.length);
	const result: IDataObject = {
		freeLines: Math.max(0, Math.min(...free)),
		liveCalls: trunk.live,
		...(campaign !== '' && { campaign, campaignCalls: others[0].live }),
		...(seats.length > 0 && { freeSeats, seats: agents }),
	};
	return result;
};
