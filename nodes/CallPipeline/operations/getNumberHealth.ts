import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { describeHealth } from '../../domain/numberHealth/describe';
import { readNumberHealth } from '../../domain/numberHealth/readHealth';
import { numberKey } from '../../domain/numberHealth/record';
import { parseNumber } from '../../domain/phone';
import { isInvalid } from '../../domain/result';
import { listTrunkNumbers, usable } from '../../n8n/http/listTrunkNumbers';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { ownNamespace } from '../../n8n/triggerScope';
import type { Operation } from './operation';

/** The pool: what was entered, else every number of the trunk. @throws NodeOperationError or NodeApiError of this item */
async function readNumbers(context: IExecuteFunctions, index: number): Promise<string[]> {
	const given = [context.getNodeParameter('numbers', index, '')].flat();
	const texts = given.flatMap((text) => String(text).split(/[,;\n]/)).filter((text) => text.trim() !== '');
	if (texts.length === 0) return usable(await listTrunkNumbers(context, index)).map(({ number }) => number);
	return texts.map((text) => {
		const number = parseNumber(text);
		if (isInvalid(number)) throw toRuleError(context.getNode(), `Numbers: ${number.rule}`, index);
		return number.e164;
	});
}

/** One item for each number of the pool. */
export const getNumberHealth: Operation = async (context, index) => {
	const numbers = [...new Set(await readNumbers(context, index))];
	const keys = numbers.map((number) => numberKey(ownNamespace(context), context.getInstanceId(), number));
	const { today, numbers: health } = await readNumberHealth(await openCallStore(context), keys);
	return numbers.map((number, at) => ({ number, ...describeHealth(health[at], today) }) as unknown as IDataObject);
};
