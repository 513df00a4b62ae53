import type { IExecuteFunctions } from 'n8n-workflow';
import { askPages } from '../../n8n/http/askPages';
import { readFromTrunk } from '../../n8n/http/askTrunk';
import type { CallSnapshot, OutboundCall, PlacedCall } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';

/** Clocks of n8n and trunk differ by less. */
const CLOCKS_DIFFER_MS = 60_000;
/** Enough for the calls of some minutes; a longer list would make every item wait. */
const MAX_LISTED = 1_000;

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

async function search(
	context: IExecuteFunctions,
	trunk: Trunk,
	{ clientReference }: OutboundCall,
	at: string,
	itemIndex: number,
): Promise<PlacedCall | undefined> {
	const { listCalls, liveCalls } = trunk.provider;
	const range = { from: new Date(Date.parse(at) - CLOCKS_DIFFER_MS).toISOString() };
	const calls = listCalls
		? await askPages(context, trunk, listCalls, range, itemIndex, MAX_LISTED)
		: liveCalls && (await askPages(context, trunk, liveCalls, undefined, itemIndex, MAX_LISTED));
	return calls?.find((call) => call.clientReference === clientReference);
}

/**
 * Asks the trunk for the call of a reference whose placing stayed open.
 * @param hint a call UUID that the trunk's answer named, or that it was asked to give the call
 * @returns undefined when it does not know or does not say; that it knows none yet proves nothing
 */
export async function findPlaced(
	context: IExecuteFunctions,
	trunk: Trunk,
	call: OutboundCall,
	{ at, hint }: { at: string; hint?: string },
	itemIndex: number,
): Promise<PlacedCall | undefined> {
	try {
		const named = hint === undefined ? undefined : await lookUp(context, trunk, hint, itemIndex);
		if (named && (trunk.provider.takesCallUuid || isSameCall(named, call))) return asPlaced(named);
		const found = await search(context, trunk, call, at, itemIndex);
		return found && asPlaced(found);
	} catch {
		return undefined;
	}
}
