import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { callsOf } from '../../domain/lines/ends';
import { giveLineBack, renewLine } from '../../domain/lines/free';
import { takeLine, type LineRequest, type NoLine } from '../../domain/lines/take';
import type { Register } from '../../domain/register/learn';
import type { CallStore } from '../../domain/store/callStore';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { untilStored } from '../../n8n/untilStored';
import { askHowItStands } from '../wait/askHowItStands';

/** A line for one call, and what became of the wish for it. */
export interface Line {
	/** Takes it. @throws StoreUnavailable */
	take(): Promise<boolean>;
	/** Gives it back when nothing was dialed. */
	release(): Promise<void>;
	/** Why there is none, for the item. */
	whyNone(): IDataObject;
}

/** Asked at a time, so that an item does not wait long. */
const MAX_ASKED = 3;

const FULL: Readonly<Record<NoLine['by'], string>> = Object.freeze({
	trunk: 'The trunk has as many live calls as it may have.',
	campaign: 'The campaign has as many live calls as it may have.',
	seat: 'The agent of the seat is not available.',
});

/** @param request without limits there is always a line */
export function lineFor(
	context: IExecuteFunctions,
	trunk: Trunk,
	register: Register,
	store: CallStore,
	request: LineRequest,
	itemIndex: number,
): Line {
	let refusal: NoLine | undefined;
	let isAsked = false;
	/** Calls whose trunk took no time limit: those that go on get more time, and the end of the others is written. */
	const askAbout = async (ids: readonly string[]): Promise<void> => {
		for (const [id, callUuid] of await callsOf(store, ids.slice(0, MAX_ASKED))) {
			const isLive = await askHowItStands(context, trunk, register, store, callUuid, itemIndex);
			if (isLive) await renewLine(store, id, request.limits, request.leaseMs);
		}
	};
	return {
		async take() {
			isAsked = true;
			let taken = await takeLine(store, request, register);
			if (taken.kind === 'full' && taken.overdue.length > 0) {
				await askAbout(taken.overdue);
				taken = await takeLine(store, request, register);
			}
			refusal = taken.kind === 'full' ? taken : undefined;
			return refusal === undefined;
		},
		async release() {
			if (isAsked) await untilStored(async () => await giveLineBack(store, request.id, request.limits));
		},
		whyNone: () => ({
			status: 'noFreeLine',
			...(refusal && {
				reason: FULL[refusal.by],
				liveCalls: refusal.live,
				...(refusal.agent && { agentState: refusal.agent }),
			}),
		}),
	};
}
