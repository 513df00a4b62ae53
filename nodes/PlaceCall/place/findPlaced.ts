import type { IExecuteFunctions } from 'n8n-workflow';
import { askPages } from '../../n8n/http/askPages';
import { readFromTrunk } from '../../n8n/http/askTrunk';
import type { CallSnapshot, OutboundCall, PlacedCall } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { knownCalls } from '../operations/fromRegister';

/** Clocks of n8n and trunk differ by less. */
const CLOCKS_DIFFER_MS = 60_000;
/** Enough for the calls of some minutes; a longer list would make every item wait. */
const MAX_LISTED = 1_000;

interface Attempt {
	/** When it began, ISO 8601. */
	at: string;
	/** A call UUID that the trunk's answer named, or that it was asked to give the call. */
	hint?: string;
	/** The trunk said that it placed no call. */
	isRefused?: boolean;
}

const asPlaced = ({ callUuid, status }: PlacedCall): PlacedCall => ({ callUuid, status });

/** Whether a call that an answer named is the one that was to be placed. */
function isSameCall(found: CallSnapshot, { clientReference, from, to }: OutboundCall): boolean {
	if (found.clientReference !== undefined) return found.clientReference === clientReference;
	return found.from === from && found.to === to;
}

async function lookUp(
	context: IExecuteFunctions,
	trunk: Trunk,
	callUuid: string,
	itemIndex: number,
): Promise<CallSnapshot | undefined> {
	const { getCall } = trunk.provider;
	if (!getCall) return undefined;
	const read = (body: unknown) => getCall.read(body, new Date(), trunk.settings);
	return await readFromTrunk(context, trunk, getCall.request(callUuid, trunk.settings), read, itemIndex);
}

/** The one call that can be meant, of those that the trunk lists without their references. */
async function onlyUnknown(
	context: IExecuteFunctions,
	trunk: Trunk,
	calls: readonly CallSnapshot[],
): Promise<CallSnapshot | undefined> {
	const known = await knownCalls(
		context,
		trunk,
		calls.map(({ callUuid }) => callUuid),
	);
	// A call that the register knows was placed under another reference.
	const others = calls.filter((_call, index) => known[index] === undefined);
	return others.length === 1 ? others[0] : undefined;
}

async function search(
	context: IExecuteFunctions,
	trunk: Trunk,
	call: OutboundCall,
	{ at, isRefused }: Attempt,
	itemIndex: number,
): Promise<PlacedCall | undefined> {
	const { listCalls, liveCalls, firstLeg } = trunk.provider;
	const leg = firstLeg?.(call);
	const ofReference = <T extends { clientReference?: string }>(calls: readonly T[]): T | undefined =>
		calls.find(({ clientReference }) => clientReference === call.clientReference);
	if (!listCalls)
		return liveCalls && ofReference(await askPages(context, trunk, liveCalls, undefined, itemIndex, MAX_LISTED));
	const range = { from: new Date(Date.parse(at) - CLOCKS_DIFFER_MS).toISOString(), leg };
	const calls = await askPages(context, trunk, listCalls, range, itemIndex, MAX_LISTED);
	if (!leg) return ofReference(calls);
	// That a call looks like this one does not refute the trunk's word that it placed none.
	if (isRefused) return undefined;
	const alike = calls.filter(
		({ from, to, direction }) => from === leg.from && to === leg.to && direction === 'outbound',
	);
	return await onlyUnknown(context, trunk, alike);
}

/**
 * Asks the trunk for the call of a reference whose placing stayed open.
 * @returns undefined when it does not know or does not say; that it knows none yet proves nothing
 */
export async function findPlaced(
	context: IExecuteFunctions,
	trunk: Trunk,
	call: OutboundCall,
	attempt: Attempt,
	itemIndex: number,
): Promise<PlacedCall | undefined> {
	try {
		const { hint } = attempt;
		const named = hint === undefined ? undefined : await lookUp(context, trunk, hint, itemIndex);
		if (named && (trunk.provider.takesCallUuid || isSameCall(named, call))) return asPlaced(named);
		const found = await search(context, trunk, call, attempt, itemIndex);
		return found && asPlaced(found);
	} catch {
		return undefined;
	}
}
