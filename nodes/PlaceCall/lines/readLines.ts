import type { IExecuteFunctions } from 'n8n-workflow';
import { scopeKey, type LineLimit } from '../../domain/lines/record';
import type { LineRequest } from '../../domain/lines/take';
import { readText } from '../../domain/readText';
import { isInvalid } from '../../domain/result';
import type { Account } from '../../domain/once/record';
import { asText } from '../../domain/trunk/event/payload';
import type { OutboundCall } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { orThrow, toRuleError } from '../../n8n/items/errors';

interface Lines {
	liveCalls?: number;
	campaign?: string;
	campaignCalls?: number;
	oneCallPerSeat?: boolean;
	wrapUpSeconds?: number;
}

/** The time limit that the trunk is given where a limit of lines needs one and none is set. */
const DEFAULT_TIME_LIMIT_SECONDS = 3_600;
/** As long as the slowest trunk rings where no ring timeout is set: https://www.twilio.com/docs/voice/api/call-resource */
const RING_SECONDS = 60;
/** The request, its pace, and clocks that differ. */
const MARGIN_SECONDS = 120;
/** After this time a trunk without a time limit is asked how the call stands. */
const ASK_AFTER_SECONDS = 900;

const takesTimeLimit = ({ provider }: Trunk): boolean => provider.callOptions?.includes('timeLimitSeconds') ?? false;

const canBeAsked = ({ provider, settings }: Trunk): boolean =>
	provider.getCall !== undefined && !isInvalid(provider.getCall.request('any', settings));

const isLimited = (context: IExecuteFunctions, itemIndex: number): boolean =>
	context.getNodeParameter('limitLines', itemIndex, false) === true;

/** The call with the time limit that its line needs: without one, a line whose end is never told would stay taken. */
export function withTimeLimit(
	context: IExecuteFunctions,
	trunk: Trunk,
	call: OutboundCall,
	itemIndex: number,
): OutboundCall {
	if (!isLimited(context, itemIndex)) return call;
	if (takesTimeLimit(trunk))
		return { ...call, options: { timeLimitSeconds: DEFAULT_TIME_LIMIT_SECONDS, ...definedOf(call.options) } };
	if (canBeAsked(trunk)) return call;
	throw toRuleError(
		context.getNode(),
		`Limit Live Calls: ${trunk.provider.displayName} takes no time limit and cannot be asked about a call, so a line whose end is not told would never be free. Turn it off.`,
		itemIndex,
	);
}

const definedOf = (options: OutboundCall['options'] = {}): OutboundCall['options'] =>
	Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const readCount = (context: IExecuteFunctions, label: string, value: unknown, itemIndex: number): number => {
	const count = Number(value);
	if (Number.isSafeInteger(count) && count >= 0) return count;
	throw toRuleError(
		context.getNode(),
		`${label} must be a whole number from 0, not ${String(value).slice(0, 20)}.`,
		itemIndex,
	);
};

/** The campaign that this item's call is for: that of its limit, else `campaign` of its metadata. */
export function readCampaign(
	context: IExecuteFunctions,
	metadata: OutboundCall['metadata'],
	itemIndex: number,
): string | undefined {
	const lines = isLimited(context, itemIndex) ? (context.getNodeParameter('lines', itemIndex, {}) as Lines) : {};
	return orThrow(context, readText(lines.campaign, 'Campaign'), itemIndex) ?? asText(metadata?.campaign);
}

/** The limits that this item's call has to keep; undefined without any. @throws NodeOperationError of this item */
export function readLines(
	context: IExecuteFunctions,
	account: Account,
	{ seatId, ringTimeoutSeconds = RING_SECONDS, options }: OutboundCall,
	itemIndex: number,
): Omit<LineRequest, 'id'> | undefined {
	if (!isLimited(context, itemIndex)) return undefined;
	const lines = context.getNodeParameter('lines', itemIndex, {}) as Lines;
	const campaign = readCampaign(context, undefined, itemIndex);
	const limits: LineLimit[] = [];
	const add = (kind: LineLimit['kind'], atMost: number, name?: string): void =>
		void limits.push({ kind, key: scopeKey(account, kind, name), atMost });
	if (lines.liveCalls !== undefined) add('trunk', readCount(context, 'Live Calls at Most', lines.liveCalls, itemIndex));
	if (lines.campaignCalls !== undefined) {
		const atMost = readCount(context, 'Live Calls at Most per Campaign', lines.campaignCalls, itemIndex);
		if (campaign === undefined)
			throw toRuleError(
				context.getNode(),
				'Live Calls at Most per Campaign needs Campaign: enter its name.',
				itemIndex,
			);
		add('campaign', atMost, campaign);
	}
	if (lines.oneCallPerSeat === true && seatId !== undefined) add('seat', 1, seatId);
	if (limits.length === 0) return undefined;
	const { timeLimitSeconds } = options ?? {};
	const wrapUpMs = readCount(context, 'Wrap-Up Time (Seconds)', lines.wrapUpSeconds ?? 0, itemIndex) * 1_000;
	// With an agent in the call, each of the two is rung.
	const leaseSeconds = 2 * ringTimeoutSeconds + MARGIN_SECONDS + (timeLimitSeconds ?? ASK_AFTER_SECONDS);
	return { limits, leaseMs: leaseSeconds * 1_000, wrapUpMs, ask: timeLimitSeconds === undefined };
}
