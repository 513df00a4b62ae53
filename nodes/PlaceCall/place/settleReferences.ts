import type { IExecuteFunctions } from 'n8n-workflow';
import { dialKey } from '../../domain/once/record';
import { settleOpen } from '../../domain/once/settle';
import { filePlaced, type Register } from '../../domain/register/learn';
import type { CallStore } from '../../domain/store/callStore';
import type { PlacedCall } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { openCallStore } from '../../n8n/store/openCallStore';
import { registerOf } from './openOnce';

interface Known extends PlacedCall {
	clientReference?: string;
}

/** Writes to the references of calls whose placing stayed open what the trunk says of them. */
export async function settleAt(store: CallStore, register: Register, calls: readonly Known[]): Promise<void> {
	const learned = calls.flatMap(({ clientReference, callUuid, status }) =>
		clientReference === undefined
			? []
			: [
					{
						key: dialKey(register, clientReference),
						result: { callUuid, status },
						file: filePlaced(register, callUuid),
					},
				],
	);
	if (learned.length > 0) await settleOpen<PlacedCall>(store, learned);
}

/** The same after a look-up, which must not fail for it. */
export async function settleReferences(
	context: IExecuteFunctions,
	trunk: Trunk,
	calls: readonly Known[],
): Promise<void> {
	if (!calls.some(({ clientReference }) => clientReference !== undefined)) return;
	await openCallStore(context)
		.then(async (store) => await settleAt(store, registerOf(context, trunk), calls))
		.catch(() => undefined);
}
