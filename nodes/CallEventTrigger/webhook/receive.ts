import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import type { Recorder } from '../../domain/metrics/recorder';
import type { Claim } from '../../domain/inbox/door';
import { fingerprint, type Scope } from '../../domain/inbox/key';
import type { Store } from '../../domain/store/store';
import { storeLedger } from '../../domain/inbox/storeLedger';
import { answer } from './answer';
import { inTime } from '../../n8n/store/connection';
import { door } from '../../n8n/processState/inbox';
import { completedKey, ledgerKey, type EmittedEvent } from '../emittedEvent';
import { windowMs, type TriggerSettings } from '../settings';

/** How long a duplicate waits for the delivery that came before it; trunks give up after 5 to 10 s. */
const WAIT_FOR_TWIN_MS = 4_000;

/**
 * How long the door waits for the shared store: it only spares an execution, the second gate asks again with more
 * patience. With n8n's own work on top, the trunk has its answer within two seconds.
 */
const WAIT_FOR_STORE_MS = 750;

interface Arrival {
	event: EmittedEvent;
	scope: Scope;
	settings: TriggerSettings;
	/** Undefined with n8n's own history, which cannot be asked without recording. */
	openStore: (() => Promise<Store>) | undefined;
	recorder: Recorder;
}

/**
 * Claims the event in this process, then asks the shared store, if there is one, whether another process had it.
 * Marks `event` as late or as an update where that shows here.
 */
export async function enterDoor(
	context: IWebhookFunctions,
	arrival: Arrival,
): Promise<'admitted' | IWebhookResponseData> {
	const claim = await claimOrAnswer(context, arrival);
	if (!('confirm' in claim)) return claim;
	const { event, scope } = arrival;
	event.late = event.event !== 'completed' && door.knows(completedKey(scope, event));
	if (arrival.openStore) {
		const verdict = await askStore(context, arrival, claim, arrival.openStore);
		if (verdict !== 'new') return verdict;
	}
	settleWithResponse(context, claim);
	return 'admitted';
}

/** Of simultaneous deliveries one gets the claim; the others wait for what becomes of it. */
async function claimOrAnswer(context: IWebhookFunctions, arrival: Arrival): Promise<Claim | IWebhookResponseData> {
	const print = fingerprint(arrival.event);
	let patience: Promise<void> | undefined;
	const deadline = performance.now() + WAIT_FOR_TWIN_MS;
	for (;;) {
		const entrance = door.enter(ledgerKey(arrival.event), print);
		if (entrance.kind === 'claimed') return entrance.claim;
		if (entrance.kind === 'duplicate') {
			if (!entrance.changed || !becomesUpdate(context, arrival)) return duplicate(context, arrival);
			continue;
		}
		if (performance.now() >= deadline) {
			const retryAfter = String(Math.ceil(entrance.retryAfterMs / 1000));
			return answer(context, 503, 'The same event is still being received: deliver it again later.', {
				'Retry-After': retryAfter,
			});
		}
		await Promise.race([entrance.settled, (patience ??= sleep(WAIT_FOR_TWIN_MS))]);
	}
}

async function askStore(
	context: IWebhookFunctions,
	arrival: Arrival,
	claim: Claim,
	openStore: () => Promise<Store>,
): Promise<'new' | IWebhookResponseData> {
	const { event, scope, settings } = arrival;
	try {
		const ledger = storeLedger(await openStore(), windowMs(settings));
		const [known, completed] = await inTime(
			ledger.has([ledgerKey(event), completedKey(scope, event)]),
			WAIT_FOR_STORE_MS,
		);
		event.late ||= event.event !== 'completed' && completed !== undefined;
		if (!known) return 'new';
		claim.confirm();
		if (known.fingerprint === fingerprint(event) || !becomesUpdate(context, arrival))
			return duplicate(context, arrival);
		const again = await enterDoor(context, arrival);
		return again === 'admitted' ? 'new' : again;
	} catch {
		if (settings.options.onStoreUnavailable !== 'refuse') return 'new';
		claim.release();
		arrival.recorder.count('refused');
		arrival.recorder.count('refusedUnavailable');
		return answer(context, 503, 'The deduplication store does not answer: deliver the event again later.', {
			'Retry-After': '30',
		});
	}
}

/** The same event with other content: whether it shall be emitted once more, as the setting says. */
function becomesUpdate(context: IWebhookFunctions, { event, settings, recorder, scope }: Arrival): boolean {
	if (event.update) return false;
	recorder.count('changed');
	context.logger.warn('A call event came again with other content', {
		workflowId: scope.workflowId,
		callUuid: event.callUuid,
		event: event.event,
	});
	event.update = settings.options.onChangedPayload === 'emitUpdate';
	return event.update;
}

function duplicate(context: IWebhookFunctions, { recorder }: Arrival): IWebhookResponseData {
	recorder.count('deduplicated');
	return answer(context, 200, 'Duplicate: this event was already received.');
}

/** n8n answers after it has recorded the execution: only a 2xx means that the event is in safe hands. */
function settleWithResponse(context: IWebhookFunctions, claim: Claim): void {
	const response = context.getResponseObject();
	response.once('finish', () => (response.statusCode < 300 ? claim.confirm() : claim.release()));
	response.once('close', () => {
		if (!response.writableFinished) claim.abandon();
	});
	// While it waited for its twin or the store.
	if (response.closed) claim.abandon();
}
