import type { CallEvent, CallEventName } from '../../../nodes/domain/call/callEvent';
import { begin } from '../../../nodes/domain/inbox/begin';
import type { ReceiveSettings } from '../../../nodes/domain/inbox/callStep';
import { end } from '../../../nodes/domain/inbox/end';
import { join, type Joined } from '../../../nodes/domain/inbox/join';
import { receive, type Receipt } from '../../../nodes/domain/inbox/receive';
import { take } from '../../../nodes/domain/inbox/take';
import { dialKey } from '../../../nodes/domain/once/record';
import { sendOnce, type Means } from '../../../nodes/domain/once/sendOnce';
import { numberList } from '../../../nodes/domain/register/keys';
import { filePlaced, type Register } from '../../../nodes/domain/register/learn';
import { toldBy } from '../../../nodes/domain/register/record';
import type { CallStore } from '../../../nodes/domain/store/callStore';
import { providers } from '../../../nodes/domain/trunk';
import type { EventReading, PlacedCall, TrunkSettings } from '../../../nodes/domain/trunk/provider';
import { pseudonym } from '../../../nodes/domain/inbox/fingerprint';

const DAY_MS = 86_400_000;
export const SECRET = 'secret';
const RECEIVED_AT = new Date('2026-06-04T09:20:00.000Z');

/** One delivery as the trunk posts it. */
export interface Payload {
	body: unknown;
	query?: Record<string, string>;
}

/** What Place Call was asked for. */
export type Asked = Partial<CallEvent> & Pick<CallEvent, 'clientReference' | 'to'>;

interface Choices {
	/** What the trigger is asked for. */
	events?: CallEventName[];
	onChange?: ReceiveSettings['onChange'];
	/** Which n8n and which trunk account it is. */
	namespace?: string;
	credentialId?: string;
	secret?: string;
}

let scopes = 0;

/** A trigger and Place Call of one n8n, with the same trunk, on one store. */
export function registerWorld(
	store: CallStore,
	provider: string,
	settings: TrunkSettings = {},
	{
		events = ['initiated', 'ringing', 'answered', 'completed'],
		onChange = 'ignore',
		namespace = `ns${(scopes += 1)}-${process.pid}`,
		credentialId = 'credential',
		secret = SECRET,
	}: Choices = {},
) {
	const scope = { namespace, workflowId: 'workflow', webhookId: 'webhook' };
	const register: Register = { namespace, credentialId, secret, keepMs: 30 * DAY_MS };
	const inbox = { scope, credentialId, keepMs: 3 * DAY_MS, keepCallsMs: register.keepMs };
	let emissions = 0;
	const own = { namespace, keepMs: inbox.keepMs };

	/** The events that wait, each in a run that goes well. */
	const run = async (): Promise<Array<CallEvent & { update: boolean; late: boolean }>> => {
		const emission = `e${(emissions += 1)}`;
		const taken = await take(store, { limit: 100 }, { ...own, scope, beginMs: 60_000, emission });
		const keys = taken.map(({ eventKey }) => eventKey);
		const owner = { execution: emission, process: 'p' };
		const begun = await begin(store, keys, { ...own, owner, leaseMs: 60_000 });
		await end(store, keys, { ...own, owner, status: 'success' });
		return begun.map(({ event, update, late }) => ({ ...event, update, late }));
	};

	const takeIn = async (reading: EventReading): Promise<Receipt | Joined> => {
		const how: ReceiveSettings = { ...inbox, onChange, secret };
		if (reading.kind === 'event' && events.includes(reading.event.event))
			return await receive(store, reading.event, how);
		if (reading.kind === 'event') return await join(store, reading.event, how);
		if (reading.kind === 'callUpdate') return await join(store, reading.update, how);
		throw new Error(JSON.stringify(reading));
	};

	const world = {
		register,
		scope,
		run,
		/** Delivers a payload, as the trigger does. */
		async deliver({ body, query = {} }: Payload): Promise<Receipt | Joined> {
			const reading = providers[provider].readEvent({ body, headers: {}, query, receivedAt: RECEIVED_AT }, settings);
			return await takeIn(reading);
		},
		/** Takes in what a delivery was read as. */
		takeIn,
		/**
		 * Places a call, as Place Call does.
		 * @returns lets the trunk answer
		 */
		async place(asked: Asked, placed: PlacedCall): Promise<() => Promise<void>> {
			const means: Means<PlacedCall> = {
				store,
				neverLeft: new Set(),
				again: async (ask) => await ask(),
				untilStored: async (write) => void (await write()),
				file: ({ callUuid }) => filePlaced(register, callUuid),
			};
			const once = {
				key: dialKey(register, asked.clientReference ?? ''),
				owner: 'item',
				attempt: 'attempt',
				subject: pseudonym(secret, asked.to),
				at: RECEIVED_AT.toISOString(),
				windowMs: DAY_MS,
				told: toldBy({ provider, direction: 'outbound', fromValid: true, toValid: true, ...asked }, 'placed'),
				list: numberList(register, asked.to),
			};
			let answer = (): void => undefined;
			const answered = new Promise<void>((resolve) => (answer = resolve));
			let sending = Promise.resolve<unknown>(undefined);
			await new Promise<void>((left) => {
				sending = sendOnce(means, once, async () => {
					left();
					await answered;
					return { kind: 'done', result: placed };
				});
			});
			return async () => {
				answer();
				await sending;
			};
		},
	};
	return {
		...world,
		/** The same n8n as another process sees it. */
		in: (other: CallStore): Pick<typeof world, 'deliver'> =>
			registerWorld(other, provider, settings, { events, onChange, namespace, credentialId, secret }),
	};
}
