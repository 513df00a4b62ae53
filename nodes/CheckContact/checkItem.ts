import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { checkContact, type Contact, type CheckSettings, type Verdict } from '../domain/contactRules';
import { parseNumber } from '../domain/phone';
import { isInvalid } from '../domain/result';
import { orThrow } from '../n8n/items/errors';
import { readNumberReading } from '../n8n/numbers/readNumberReading';
import { countAttempts } from './countAttempts';
import { DEFAULT_COUNTING, DEFAULT_OUTPUT_FIELD } from './defaults';
import { readContact } from './readContact';
import { readRules } from './readRules';
import { readMoments, readOneOf } from './readValues';
import { refused, toFields } from './toFields';

const COUNTINGS = ['placed', 'checked', 'off'] as const;

interface Checked {
	verdict: Verdict;
	/** How many attempts were counted, those given included. */
	count?: number;
}

async function check(
	context: IExecuteFunctions,
	number: string,
	contact: Contact,
	settings: CheckSettings,
	options: IDataObject,
	itemIndex: number,
): Promise<Checked> {
	const clock = contact.place.zones[0]?.offset;
	const others = orThrow(context, readMoments(options.earlierAttempts, 'Earlier Attempts', clock), itemIndex);
	const mode = options.countAttempts ?? DEFAULT_COUNTING;
	const counting = orThrow(context, readOneOf(mode, 'Count Attempts', COUNTINGS), itemIndex);
	const now = Date.now();
	const known = checkContact(contact, settings, { times: others, areCounted: counting !== 'off' }, now);
	// Nothing to count for a contact who may not be called anyway, or as often as one likes.
	if (counting === 'off' || known.verdict !== 'allowed' || !known.hasCap) return { verdict: known };
	return await countAttempts(context, { number, counting, options, others, settings }, itemIndex, (attempts) =>
		checkContact(contact, settings, attempts, now),
	);
}

/** Checks the contact of one item. @throws NodeOperationError of this item; StoreUnavailable when attempts cannot be counted */
export async function checkItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<{ field: string; fields: IDataObject }> {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const field = (options.outputField as string) || DEFAULT_OUTPUT_FIELD;
	const reading = orThrow(context, readNumberReading(options), itemIndex);
	const number = parseNumber(context.getNodeParameter('number', itemIndex), reading.defaultCountry, reading);
	if (isInvalid(number)) return { field, fields: refused(number) };
	const contact = orThrow(context, readContact(context, number, options, itemIndex), itemIndex);
	const settings = orThrow(context, readRules(context, options, itemIndex), itemIndex);
	const { verdict, count } = await check(context, number.e164, contact, settings, options, itemIndex);
	return { field, fields: toFields(verdict, contact, number, count) };
}
