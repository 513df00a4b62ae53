import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Pool } from '../domain/callerId';
import { readNumberHealth } from '../domain/numberHealth/readHealth';
import { numberKey } from '../domain/numberHealth/record';
import { ownNamespace } from '../n8n/triggerScope';
import { openStore } from './openStore';

/**
 * The numbers of the pool that rest because fewer people answer them; none unless the option is on. A store that does not
 * answer is no reason to stop dialing.
 */
export async function readResting(
	context: IExecuteFunctions,
	{ entries }: Pool,
	options: IDataObject,
	warn: (message: string) => void,
): Promise<ReadonlySet<string>> {
	if (options.passOverResting !== true) return new Set();
	const numbers = entries.map(({ number }) => number);
	const keys = numbers.map((number) => numberKey(ownNamespace(context), context.getInstanceId(), number));
	const store = await openStore(context);
	try {
		const health = await readNumberHealth(store, keys);
		return new Set(numbers.filter((_, index) => health.numbers[index].isResting));
	} catch (error) {
		warn(`The call store did not answer, so resting numbers were not passed over: ${(error as Error).message}`);
		return new Set();
	}
}
