import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { pseudonym } from '../../domain/inbox/fingerprint';
import type { Account, Once, Refused } from '../../domain/once/record';
import { sendOnce, type Means, type Outcome, type Sent } from '../../domain/once/sendOnce';
import type { Register } from '../../domain/register/learn';
import type { CallStore } from '../../domain/store/callStore';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { askAgain } from '../../n8n/askAgain';
import { untilStored } from '../../n8n/untilStored';
import { neverLeft } from '../../n8n/processState/neverLeft';
import { keepCallsMs } from '../../n8n/store/keepCalls';
import { openCallStore } from '../../n8n/store/openCallStore';
import { sweepNowAndThen } from '../../n8n/processState/sweeping';
import { credentialIdOf, ownNamespace } from '../../n8n/triggerScope';
import { itemReference } from '../../n8n/itemReference';

/** The register of the calls of a node's trunk. */
export const registerOf = (context: IExecuteFunctions, { settings }: Trunk): Register => ({
	...accountOf(context),
	keepMs: keepCallsMs(settings),
});

export const accountOf = (context: IExecuteFunctions): Account => ({
	namespace: ownNamespace(context),
	credentialId: credentialIdOf(context),
	secret: context.getInstanceId(),
});

interface Task<Result> extends Pick<Once, 'key' | 'windowMs' | 'othersMayRepeatAfterMs' | 'told' | 'list'> {
	/** The number that it is about; the store gets a pseudonym. */
	number: string;
	/** Where the call that comes of it is kept. */
	file?: Means<Result>['file'];
	/** Whether there is a line for it. */
	ready?: Means<Result>['ready'];
}

/** The call store of the node's credential, and how this item sends at most once by it. */
export async function openOnce(context: IExecuteFunctions, itemIndex: number) {
	const store: CallStore = await openCallStore(context);
	const owner = itemReference(context, itemIndex);
	return {
		store,
		async send<Result, Failure>(
			{ number, file, ready, ...task }: Task<Result>,
			send: (refused: Refused | undefined) => Promise<Outcome<Result, Failure>>,
		): Promise<Sent<Result, Failure>> {
			const once: Once = {
				...task,
				owner,
				attempt: randomUUID(),
				subject: pseudonym(context.getInstanceId(), number),
				at: new Date().toISOString(),
			};
			const sent = await sendOnce<Result, Failure>(
				{ store, neverLeft, again: askAgain, untilStored, file, ready },
				once,
				send,
			);
			sweepNowAndThen(store);
			return sent;
		},
	};
}
