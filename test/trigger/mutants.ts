import type { Edit } from './support/buildTrigger';

export interface Mutant {
	/** What is taken away. */
	without: string;
	edit: Edit;
	/** Every scenario that then breaks its promise, and no other, in the order of `scenarios.ts`. */
	breaks: readonly [string, ...string[]];
}

const ENTER_DOOR = 'CallEventTrigger/webhook/receive.ts';
const ADMIT_EVENTS = 'CallEventTrigger/execute/admitEvents.ts';

export const mutants: readonly Mutant[] = [
	{
		without: 'the door gate',
		edit: {
			file: 'domain/inbox/door.ts',
			from: 'const before = liveConfirmed(id);',
			to: "return { kind: 'claimed', claim: claim(id, content) };",
		},
		breaks: [
			'fifty deliveries of an event at once make one execution',
			'a retry within the lease waits, and is told to come again',
			'a retry is a duplicate at once when the execution has begun, although its sender had no answer',
			'a twin that waits takes over when the first delivery fails',
		],
	},
	{
		without: 'the ledger gate',
		edit: { file: ADMIT_EVENTS, from: 'return isNew;', to: 'return true;' },
		breaks: [
			'two processes that get an event at once emit it once',
			'an event that comes again after a restart is not emitted again',
		],
	},
	{
		without: 'the signature check',
		edit: { file: 'CallEventTrigger/webhook/readDelivery.ts', from: 'if (broken) return', to: 'if (false) return' },
		breaks: ['a forged delivery is refused and leaves nothing behind'],
	},
	{
		without: 'the release on an answer other than 2xx',
		edit: {
			file: ENTER_DOOR,
			from: 'response.statusCode < 300 ? claim.confirm() : claim.release()',
			to: 'claim.confirm()',
		},
		breaks: [
			'an event that the database refused comes through with the retry',
			'the claim of a sender that hung up while it waited for its twin has a lease too',
			'a twin that waits takes over when the first delivery fails',
		],
	},
	{
		without: 'the end of the lease',
		edit: {
			file: 'domain/inbox/door.ts',
			from: 'abandon: once(() => lease(entry))',
			to: 'abandon: once(() => undefined)',
		},
		breaks: [
			'a retry after the lease of a delivery that led to nothing comes through',
			'the claim of a sender that hung up while it waited for its twin has a lease too',
		],
	},
	{
		without: 'the lease, so that a claim is dropped when its sender hangs up',
		edit: {
			file: 'domain/inbox/door.ts',
			from: 'abandon: once(() => lease(entry))',
			to: 'abandon: once(() => drop(id, entry))',
		},
		breaks: ['a retry within the lease waits, and is told to come again'],
	},
	{
		without: 'the look whether the sender is still there',
		edit: { file: ENTER_DOOR, from: 'if (response.closed) claim.abandon();', to: '' },
		breaks: ['the claim of a sender that hung up while it waited for its twin has a lease too'],
	},
	{
		without: 'the confirmation by the execution',
		edit: { file: ADMIT_EVENTS, from: 'door.confirm(key);', to: '' },
		breaks: ['a retry is a duplicate at once when the execution has begun, although its sender had no answer'],
	},
	{
		without: 'the exception for runs by hand',
		edit: { file: ADMIT_EVENTS, from: "this.getMode() === 'webhook' ? ", to: 'true ? ' },
		breaks: ['a test run in the editor does not use an event up', 'a retried execution emits its event again'],
	},
	{
		without: 'the second question to a busy store',
		edit: {
			file: ADMIT_EVENTS,
			from: 'await whileBusy(() => ledger.admit(key, fingerprint(event), context.getExecutionId()))',
			to: 'await ledger.admit(key, fingerprint(event), context.getExecutionId())',
		},
		breaks: ['a store that is busy for a moment is asked again'],
	},
	{
		without: 'the emission of what could not be checked',
		edit: { file: ADMIT_EVENTS, from: "verdict === 'unavailable' ||", to: '' },
		breaks: ['an event is emitted and marked when the store does not answer'],
	},
	{
		without: 'the mark of what comes late',
		edit: {
			file: ENTER_DOOR,
			from: "event.late = event.event !== 'completed' && door.knows(completedKey(scope, event));",
			to: 'event.late = false;',
		},
		breaks: ['what comes after the end of its call is marked as late'],
	},
];
