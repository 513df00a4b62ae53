import { randomUUID } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { orThrow, toRuleError } from '../../n8n/items/errors';
import { parseNumber, type ParsedNumber } from '../../domain/phone';
import { readNumberReading } from '../../n8n/numbers/readNumberReading';
import { readText } from '../../domain/readText';
import { invalid, isInvalid, type Invalid } from '../../domain/result';
import type { OutboundCall } from '../../domain/trunk/provider';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { withExtension } from './extension';
import { itemReference } from '../../n8n/itemReference';
import { readEventUrl } from './readEventUrl';
import { readTrunkOptions, type TrunkOptions } from './readTrunkOptions';

/** The options of Place and Transfer. */
export interface CallOptions extends TrunkOptions {
	allowedCountries?: string;
	callsPerSecond?: number;
	verifyCallerId?: boolean;
	defaultCountry?: string;
	numbersWithoutPlus?: string;
	onlyValidNumbers?: boolean;
	extraFields?: string | IDataObject;
	metadata?: string | IDataObject;
	record?: boolean;
	referenceWindowHours?: number;
	requestTimeout?: number;
	ringTimeout?: number;
	sipDomains?: string;
	specialNumbers?: string[];
}

export const readOptions = (context: IExecuteFunctions, itemIndex: number): CallOptions =>
	context.getNodeParameter('options', itemIndex, {}) as CallOptions;

/** Trimmed text of a parameter, also of a resource locator; undefined when it is empty. @throws NodeOperationError of this item */
export function readWords(
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
): string | undefined {
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return orThrow(context, readText(value, label), itemIndex);
}

const isBlank = (value: unknown): boolean => String(value ?? '').trim() === '';

const whatToDo = (label: string): string =>
	label === 'From'
		? 'put Select Caller ID before this node, or choose a number from the list'
		: 'drag the field with the phone number here';

/** A parameter that must be a number, or the rule that it breaks. @throws NodeOperationError of this item for an option */
export function parsePhone(
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
	options: CallOptions = readOptions(context, itemIndex),
): ParsedNumber | Invalid {
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	if (isBlank(value)) return invalid(`${label} is empty: ${whatToDo(label)}.`);
	const reading = orThrow(context, readNumberReading(options as IDataObject), itemIndex);
	const number = parseNumber(value, reading.defaultCountry, reading);
	return isInvalid(number) ? invalid(`${label}: ${number.rule}`) : number;
}

/** A parameter that must be a number. @throws NodeOperationError of this item */
export const readPhone = (...parameter: Parameters<typeof parsePhone>): ParsedNumber => {
	const [context, , , itemIndex] = parameter;
	return orThrow(context, parsePhone(...parameter), itemIndex);
};

/** E.164 of a parameter that must be a number. @throws NodeOperationError of this item */
export const readNumber = (...parameter: Parameters<typeof readPhone>): string => readPhone(...parameter).e164;

/** An object that was typed as JSON or came from an expression. @throws NodeOperationError of this item */
export function readObject(
	context: IExecuteFunctions,
	value: string | IDataObject | undefined,
	label: string,
	itemIndex: number,
): IDataObject | undefined {
	if (value === undefined || value === '') return undefined;
	try {
		const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as IDataObject;
	} catch {
		// Falls through to the one sentence for anything that is no object.
	}
	throw toRuleError(context.getNode(), `${label} must be a JSON object, e.g. {"campaign": "spring"}.`, itemIndex);
}

/** The call that this item asks for, and its destination as it was read. */
export interface AskedCall {
	call: OutboundCall;
	destination: ParsedNumber;
}

/** What this item asks for. @throws NodeOperationError of this item */
export function readCall(context: IExecuteFunctions, trunk: Trunk, options: CallOptions, itemIndex: number): AskedCall {
	const destination = readPhone(context, 'to', 'To', itemIndex, options);
	const call: OutboundCall = {
		from: readNumber(context, 'from', 'From', itemIndex, options),
		to: destination.e164,
		seatId: readWords(context, 'seatId', 'Seat', itemIndex),
		contactId: readWords(context, 'contactId', 'Contact ID', itemIndex),
		clientReference:
			readWords(context, 'clientReference', 'Client Reference', itemIndex) ?? itemReference(context, itemIndex),
		callUuid: randomUUID(),
		eventUrl: readEventUrl(context, trunk, itemIndex),
		metadata: readObject(context, options.metadata, 'Metadata', itemIndex),
		ringTimeoutSeconds: options.ringTimeout || undefined,
		record: options.record,
		options: readTrunkOptions(options),
	};
	return { call: withExtension(call, destination, trunk.provider), destination };
}
