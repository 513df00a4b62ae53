import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { orThrow, toRuleError } from '../n8n/items/errors';
import { whyChosen, whyNone, type Choice } from '../domain/callerId';
import { parseNumber, type ParsedNumber, type UnparsedNumber } from '../domain/phone';
import { isInvalid } from '../domain/result';
import { describeNumber } from '../n8n/numbers/describeNumber';
import { readNumberReading } from '../n8n/numbers/readNumberReading';
import { choose } from './choose';
import { readRequest } from './readRequest';
import type { Run } from './readRun';

/**
 * What the node adds to an item. `number` is null when no number matches; `noMatch` then says why in one word, and
 * `reason` in a sentence.
 */
export type CallerIdResult = IDataObject & { number: string | null; reason: string };

/** Numbers that must not be dialed do not get a caller ID, not even the default one. */
const refused = ({ code, input, rule }: UnparsedNumber): CallerIdResult => ({
	number: null,
	matchedBy: 'none',
	noMatch: code === 'shortCode' ? 'shortCode' : 'invalidDestination',
	reason: rule,
	candidates: 0,
	destination: input,
});

const describeDestination = (destination: ParsedNumber): IDataObject => ({
	destination: destination.e164,
	...(destination.country && { destinationCountry: destination.country }),
	...(destination.extension && { destinationExtension: destination.extension }),
	...describeNumber(destination),
});

const describeChoice = ({ entry, matchedBy, tied, repeats }: Choice) => ({
	number: entry.number,
	...(entry.didId && { didId: entry.didId }),
	...(entry.seatId && { seatId: entry.seatId }),
	...(entry.label && { label: entry.label }),
	...(entry.country && { country: entry.country }),
	matchedBy,
	candidates: tied.length,
	...(repeats && { repeated: true }),
});

async function find(context: IExecuteFunctions, run: Run, itemIndex: number): Promise<CallerIdResult> {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const reading = orThrow(context, readNumberReading(options), itemIndex);
	const given = context.getNodeParameter('destination', itemIndex);
	const destination = parseNumber(given, reading.defaultCountry, reading);
	if (isInvalid(destination)) return refused(destination);
	const request = orThrow(context, readRequest(context, run, destination, reading, itemIndex), itemIndex);
	const { warnings } = request;
	for (const warning of warnings) run.warn(warning);
	const { result, ...how } = await choose(run, request);
	const circumstances = {
		...how,
		attempt: request.attempt,
		...describeDestination(destination),
		...(warnings.length > 0 && { warnings: [...warnings] }),
	};
	if (result.kind === 'noMatch') {
		const reason = whyNone(result, request);
		return { number: null, matchedBy: 'none', noMatch: result.code, reason, candidates: 0, ...circumstances };
	}
	return {
		...describeChoice(result),
		...(run.includeCandidates && { candidateNumbers: result.tied.map(({ number }) => number) }),
		reason: whyChosen(result, request),
		...circumstances,
	};
}

/** @throws NodeOperationError for a setting that breaks a rule, and for no match when the node is set to stop at it */
export async function chooseForItem(context: IExecuteFunctions, run: Run, itemIndex: number): Promise<CallerIdResult> {
	const callerId = await find(context, run, itemIndex);
	if (callerId.number === null && run.onNoMatch === 'error')
		throw toRuleError(context.getNode(), callerId.reason, itemIndex);
	return callerId;
}
