import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	hashText,
	readAttempt,
	readCountryMap,
	readNumberList,
	readRow,
	type PoolEntry,
	type UsageRequest,
} from '../domain/callerId';
import type { NumberReading, ParsedNumber } from '../domain/phone';
import { readText } from '../domain/readText';
import { isInvalid, type Invalid } from '../domain/result';
import type { Run } from './readRun';

/** What an item asks of the pool, and what was not clear in its settings. */
interface ItemRequest extends UsageRequest {
	warnings: readonly string[];
}

function readDefault(
	context: IExecuteFunctions,
	run: Run,
	reading: NumberReading,
	itemIndex: number,
): PoolEntry | Invalid | undefined {
	if (run.onNoMatch !== 'default') return undefined;
	const number = context.getNodeParameter('defaultNumber', itemIndex, '');
	const entry = readRow({ number }, 0, { ...reading, now: new Date(0) });
	if (isInvalid(entry)) return { ...entry, rule: `Default ${entry.rule}` };
	return run.pool.byNumber.get(entry.number) ?? entry;
}

/** What one item asks of the pool; a setting that breaks a rule comes back as `Invalid`. */
export function readRequest(
	context: IExecuteFunctions,
	run: Run,
	destination: ParsedNumber,
	reading: NumberReading,
	itemIndex: number,
): ItemRequest | Invalid {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const attempt = readAttempt(options.attempt);
	if (isInvalid(attempt)) return attempt;
	const mapped = (options.countryMap as { countries?: IDataObject[] } | undefined)?.countries ?? [];
	const countryMap = readCountryMap(mapped);
	if (isInvalid(countryMap)) return countryMap;
	const defaultEntry = readDefault(context, run, reading, itemIndex);
	if (isInvalid(defaultEntry)) return defaultEntry;
	const contact = readText(context.getNodeParameter('contactId', itemIndex, ''), 'Contact ID') ?? destination.e164;
	if (isInvalid(contact)) return contact;
	const seatId = readText(options.seatId, 'Seat ID');
	if (isInvalid(seatId)) return seatId;
	const campaign = readText(options.campaign, 'Campaign');
	if (isInvalid(campaign)) return campaign;
	const known = readNumberList(options.stickyNumber, 'Sticky Number', run.pool, reading);
	const exclude = readNumberList(options.exclude, 'Exclude Numbers', run.pool, reading);
	return {
		destination,
		strategy: run.strategy,
		attempt,
		contact,
		// Of several that are alike, none is known to be the contact's.
		sticky: known.numbers.size === 1 ? [...known.numbers][0] : undefined,
		countryMap,
		defaultEntry,
		seatId,
		campaign,
		exclude: exclude.numbers,
		lendSeatNumbers: options.lendSeatNumbers === true,
		remember: run.remember,
		dailyCap: run.dailyCap,
		warnings: [...known.warnings, ...exclude.warnings],
		tie: { contact: hashText(contact), item: hashText(`${run.id} ${itemIndex}`) },
	};
}
