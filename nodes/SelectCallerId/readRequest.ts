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
import type { ParsedNumber } from '../domain/phone';
import { readText } from '../domain/readText';
import { isInvalid, type Invalid } from '../domain/result';
import type { Run } from './readRun';

function readDefault(context: IExecuteFunctions, run: Run, itemIndex: number): PoolEntry | Invalid | undefined {
	if (run.onNoMatch !== 'default') return undefined;
	const number = context.getNodeParameter('defaultNumber', itemIndex, '');
	const entry = readRow({ number }, 0, { defaultCountry: run.defaultCountry, now: new Date(0) });
	if (isInvalid(entry)) return { ...entry, rule: `Default ${entry.rule}` };
	return run.pool.byNumber.get(entry.number) ?? entry;
}

/** What one item asks of the pool; a setting that breaks a rule comes back as `Invalid`. */
export function readRequest(
	context: IExecuteFunctions,
	run: Run,
	destination: ParsedNumber,
	itemIndex: number,
): UsageRequest | Invalid {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const attempt = readAttempt(options.attempt);
	if (isInvalid(attempt)) return attempt;
	const mapped = (options.countryMap as { countries?: IDataObject[] } | undefined)?.countries ?? [];
	const countryMap = readCountryMap(mapped);
	if (isInvalid(countryMap)) return countryMap;
	const defaultEntry = readDefault(context, run, itemIndex);
	if (isInvalid(defaultEntry)) return defaultEntry;
	const contact = readText(context.getNodeParameter('contactId', itemIndex, ''), 'Contact ID') ?? destination.e164;
	if (isInvalid(contact)) return contact;
	const seatId = readText(options.seatId, 'Seat ID');
	if (isInvalid(seatId)) return seatId;
	const campaign = readText(options.campaign, 'Campaign');
	if (isInvalid(campaign)) return campaign;
	const [sticky] = readNumberList(options.stickyNumber, run.defaultCountry);
	return {
		destination,
		strategy: run.strategy,
		attempt,
		contact,
		sticky,
		countryMap,
		defaultEntry,
		seatId,
		campaign,
		exclude: readNumberList(options.exclude, run.defaultCountry),
		lendSeatNumbers: options.lendSeatNumbers === true,
		remember: run.remember,
		dailyCap: run.dailyCap,
		tie: { contact: hashText(contact), item: hashText(`${run.id} ${itemIndex}`) },
	};
}
