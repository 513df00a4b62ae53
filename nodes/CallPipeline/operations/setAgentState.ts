import { setAgentState as write } from '../../domain/lines/agent';
import type { AgentState } from '../../domain/lines/live';
import { scopeKey } from '../../domain/lines/record';
import { readText } from '../../domain/readText';
import { orThrow, toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { accountOf } from './getFreeLines';
import type { Operation } from './operation';

const STATES: readonly string[] = ['available', 'onCall', 'paused', 'wrappingUp'] satisfies AgentState[];

/** Says how an agent stands, for Place Call with One Call per Seat. */
export const setAgentState: Operation = async (context, index) => {
	const seatId = orThrow(context, readText(context.getNodeParameter('seatId', index, ''), 'Seat ID'), index);
	if (seatId === undefined)
		throw toRuleError(context.getNode(), 'Seat ID is empty: enter the seat whose agent it is.', index);
	const state = String(context.getNodeParameter('agentState', index));
	if (!STATES.includes(state))
		throw toRuleError(
			context.getNode(),
			`State must be one of ${STATES.join(', ')}, not ${state.slice(0, 20)}.`,
			index,
		);
	const given = context.getNodeParameter('forSeconds', index, 0);
	const seconds = Number(given);
	if (!(seconds >= 0 && seconds < Infinity))
		throw toRuleError(
			context.getNode(),
			`For (Seconds) must be a number from 0, not ${String(given).slice(0, 20)}.`,
			index,
		);
	const key = scopeKey(accountOf(context), 'seat', seatId);
	await write(await openCallStore(context), key, state as AgentState, seconds > 0 ? seconds * 1_000 : undefined);
	return { seatId, agentState: state };
};
