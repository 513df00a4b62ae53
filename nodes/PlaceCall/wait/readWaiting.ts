import type { IExecuteFunctions } from 'n8n-workflow';
import { toRuleError } from '../../n8n/items/errors';
import { DEFAULT_ASK_SECONDS, DEFAULT_CALLS_AT_ONCE, DEFAULT_WAIT_SECONDS } from '../properties/waitFields';

export interface Waiting {
	forMs: number;
	/** 0 for never. */
	askEveryMs: number;
	hangUpWhenStopped: boolean;
}

interface Options {
	askSeconds?: number;
	callsAtOnce?: number;
	hangUpWhenStopped?: boolean;
	waitSeconds?: number;
}

const readOptions = (context: IExecuteFunctions, itemIndex: number): Options =>
	context.getNodeParameter('waiting', itemIndex, {}) as Options;

/** How this item waits. @throws NodeOperationError of this item */
export function readWaiting(context: IExecuteFunctions, itemIndex: number): Waiting {
	const {
		askSeconds = DEFAULT_ASK_SECONDS,
		hangUpWhenStopped = false,
		waitSeconds = DEFAULT_WAIT_SECONDS,
	} = readOptions(context, itemIndex);
	const read = (label: string, value: unknown, least: number): number => {
		const seconds = Number(value);
		if (Number.isFinite(seconds) && seconds >= least) return seconds * 1_000;
		const given = String(value).slice(0, 20);
		throw toRuleError(context.getNode(), `${label} (Seconds) must be a number from ${least}, not ${given}.`, itemIndex);
	};
	return {
		forMs: read('Wait at Most', waitSeconds, 1),
		askEveryMs: read('Ask the Trunk Every', askSeconds, 0),
		hangUpWhenStopped,
	};
}

/** How many items are called side by side: as many as there are lines, if they are limited. */
export function readCallsAtOnce(context: IExecuteFunctions): number {
	const isLimited = context.getNodeParameter('limitLines', 0, false) === true;
	const { liveCalls } = isLimited ? (context.getNodeParameter('lines', 0, {}) as { liveCalls?: number }) : {};
	const atOnce = Math.floor(Number(readOptions(context, 0).callsAtOnce ?? liveCalls ?? DEFAULT_CALLS_AT_ONCE));
	return atOnce >= 1 ? atOnce : 1;
}
