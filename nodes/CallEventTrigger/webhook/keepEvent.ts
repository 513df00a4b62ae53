import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { CallEvent } from '../../domain/call/callEvent';
import type { CallUpdate } from '../../domain/call/callUpdate';
import type { ReceiveSettings } from '../../domain/inbox/callStep';
import { join, type Joined } from '../../domain/inbox/join';
import { receive, type Receipt } from '../../domain/inbox/receive';
import type { CounterName } from '../../domain/metrics/metrics';
import type { CallStore } from '../../domain/store/callStore';
import { cachedCredentials } from '../../n8n/processState/cachedCredentials';
import { countCall } from '../../n8n/processState/numberTallies';
import { keepCallsMs } from '../../n8n/store/keepCalls';
import { openCallStore } from '../../n8n/store/openCallStore';
import { credentialIdOf, scopeOf, webhookBaseUrl } from '../../n8n/triggerScope';
import { inboxSettings, type TriggerSettings } from '../settings';
import type { Refused } from './readDelivery';

/** The trunk has its answer within two seconds, whatever the store does; n8n needs some of them before and after. */
const PATIENCE_MS = 1_500;
/** Left to the store when reading the delivery took long, such as when a command was sent to the trunk first. */
const LEAST_PATIENCE_MS = 500;

interface Kept {
	kind: 'kept';
	message: string;
	counts?: CounterName;
	/** Whether there is something to emit. */
	waits: boolean;
}

const KEPT: Readonly<Record<Exclude<Receipt, 'taken'>, Omit<Kept, 'kind'>>> = {
	new: { message: 'Received.', waits: true },
	update: { message: 'Received as an update.', counts: 'changed', waits: true },
	duplicate: { message: 'Duplicate: this event was already received.', counts: 'deduplicated', waits: false },
	changed: {
		message: 'Duplicate: this event was already received, with other content.',
		counts: 'changed',
		waits: false,
	},
	collision: {
		message: 'Kept for a person to look at: another call has the same call UUID.',
		counts: 'collisions',
		waits: false,
	},
};

const refused = (rule: string): Refused => ({ kind: 'refused', status: 503, rule });

async function readReceiveSettings(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	store: CallStore,
): Promise<ReceiveSettings> {
	const { keepMs, leaseMs } = inboxSettings(settings);
	return {
		scope: scopeOf(context),
		credentialId: credentialIdOf(context),
		keepMs,
		keepCallsMs: keepCallsMs(await cachedCredentials(context, 'sipTrunkApi')),
		onChange: settings.options.onChangedPayload ?? 'ignore',
		secret: context.getInstanceId(),
		onEnd: (call) => countCall(store, context, call),
		...ownerOf(context, leaseMs),
	};
}

/**
 * What `write` makes of the store, for good before this resolves; or why the trunk has to deliver again.
 * @param takenMs how long the trunk has been waiting
 */
async function keep<Result extends string>(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	takenMs: number,
	write: (store: CallStore, settings: ReceiveSettings) => Promise<Result>,
): Promise<Exclude<Result, 'taken'> | Refused> {
	const writing = async (): Promise<Result> => {
		const store = await openCallStore(context);
		return await write(store, await readReceiveSettings(context, settings, store));
	};
	try {
		const leftMs = Math.max(PATIENCE_MS - takenMs, LEAST_PATIENCE_MS);
		const receipt = await Promise.race([writing(), sleep(leftMs).then(() => 'late' as const)]);
		if (receipt === 'late') return refused('The call store does not answer in time: deliver the event again later.');
		if (receipt === 'taken')
			return refused(
				'Another n8n with another webhook URL uses the call store: give a copy of n8n a store of its own.',
			);
		return receipt as Exclude<Result, 'taken'>;
	} catch (error) {
		return refused(`The event could not be kept, so deliver it again later. ${(error as Error).message}`);
	}
}

/** Keeps an event that is to be emitted. */
export async function keepEvent(
	context: IWebhookFunctions,
	event: CallEvent,
	settings: TriggerSettings,
	takenMs: number,
): Promise<Kept | Refused> {
	const receipt = await keep<Receipt>(
		context,
		settings,
		takenMs,
		async (store, how) => await receive(store, event, how),
	);
	if (typeof receipt === 'object') return receipt;
	if (receipt === 'changed' || receipt === 'update' || receipt === 'collision') logChange(context, event, receipt);
	return { kind: 'kept', ...KEPT[receipt] };
}

/** Keeps what is told of a call without being emitted. */
export async function keepFacts(
	context: IWebhookFunctions,
	told: CallEvent | CallUpdate,
	settings: TriggerSettings,
	takenMs: number,
): Promise<{ kind: 'kept'; waits: boolean } | Refused> {
	const joined = await keep<Joined>(context, settings, takenMs, async (store, how) => await join(store, told, how));
	return typeof joined === 'object' ? joined : { kind: 'kept', waits: joined === 'update' };
}

const LOCAL = /^https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/;

/** A process whose public URL nobody set does not know which n8n it belongs to by its URL. */
function ownerOf(context: IWebhookFunctions, leaseMs: number) {
	const url = webhookBaseUrl(context);
	return LOCAL.test(url) ? {} : { owner: { url, leaseMs } };
}

function logChange(context: IWebhookFunctions, { callUuid, event }: CallEvent, receipt: Receipt): void {
	const message =
		receipt === 'collision'
			? 'A call event has the call UUID of another call, and is kept as a dead letter'
			: 'A call event came again with other content';
	context.logger.warn(message, { workflowId: context.getWorkflow().id, callUuid, event });
}
