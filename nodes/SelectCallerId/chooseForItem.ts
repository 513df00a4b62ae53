import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	hashText,
	readAttempt,
	readCountryMap,
	readNumberList,
	readRow,
	selectCallerId,
	whyChosen,
	whyNone,
	type Choice,
	type PoolEntry,
	type Request,
	type StrategyName,
} from '../shared/callerId';
import { parseNumber, type PhoneResult } from '../shared/phone';
import type { Invalid } from '../shared/result';
import type { Run } from './readRun';

/** What the node adds to an item. `number` is null when no number matches; `noMatch` then says why in one word. */
export type CallerIdResult = {
	number: string | null;
	matchedBy: string;
	reason: string;
	attempt: number;
	strategy: string;
	candidates: number;
	destination: string;
	[detail: string]: IDataObject[string];
};

const text = (value: unknown): string | undefined => {
	const words = value === undefined || value === null ? '' : String(value).trim();
	return words === '' ? undefined : words;
};

function readDefault(context: IExecuteFunctions, run: Run, itemIndex: number): PoolEntry | Invalid | undefined {
	if (context.getNodeParameter('onNoMatch', itemIndex) !== 'default') return undefined;
	const number = context.getNodeParameter('defaultNumber', itemIndex, '');
	const entry = readRow({ number }, 0, { defaultCountry: run.defaultCountry, now: new Date(0) });
	if ('kind' in entry) return { ...entry, rule: `Default ${entry.rule}` };
	return run.pool.byNumber.get(entry.number) ?? entry;
}

interface Asked extends Omit<Request, 'destination'> {
	kind: 'asked';
	destination: PhoneResult;
}

function readAsked(context: IExecuteFunctions, run: Run, itemIndex: number): Asked | Invalid {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const destination = parseNumber(context.getNodeParameter('destination', itemIndex), run.defaultCountry);
	const strategy = context.getNodeParameter('strategy', itemIndex) as StrategyName;
	const contactId = strategy === 'stable' ? text(context.getNodeParameter('contactId', itemIndex, '')) : undefined;
	const attempt = readAttempt(options.attempt);
	if (typeof attempt !== 'number') return attempt;
	const countryMap = readCountryMap(((options.countryMap as IDataObject)?.countries as IDataObject[]) ?? []);
	if ('kind' in countryMap) return countryMap;
	const defaultEntry = readDefault(context, run, itemIndex);
	if (defaultEntry && 'kind' in defaultEntry) return defaultEntry;
	const [sticky] = readNumberList(options.stickyNumber, run.defaultCountry);
	return {
		kind: 'asked',
		destination,
		strategy,
		attempt,
		countryMap,
		defaultEntry,
		sticky,
		seatId: text(options.seatId),
		campaign: text(options.campaign),
		exclude: readNumberList(options.exclude, run.defaultCountry),
		lendSeatNumbers: options.lendSeatNumbers === true,
		tie: {
			contact: hashText(contactId ?? (destination.valid ? destination.e164 : '')),
			item: hashText(`${context.getExecutionId()} ${itemIndex}`),
		},
	};
}

const describe = ({ entry, tied }: Choice, includeCandidates: boolean): IDataObject => ({
	number: entry.number,
	...(entry.didId && { didId: entry.didId }),
	...(entry.seatId && { seatId: entry.seatId }),
	...(entry.label && { label: entry.label }),
	...(entry.country && { country: entry.country }),
	candidates: tied.length,
	...(includeCandidates && { candidateNumbers: tied.map(({ number }) => number) }),
});

/** Chooses for one item; a rule that the settings break comes back as `Invalid`. */
export function chooseForItem(context: IExecuteFunctions, run: Run, itemIndex: number): CallerIdResult | Invalid {
	const asked = readAsked(context, run, itemIndex);
	if (asked.kind === 'invalid') return asked;
	const { destination, attempt, strategy } = asked;
	const none = { number: null, matchedBy: 'none', candidates: 0, attempt, strategy };
	if (!destination.valid) {
		const noMatch = destination.shortCode ? 'shortCode' : 'invalidDestination';
		return { ...none, noMatch, reason: destination.rule, destination: destination.input };
	}
	const to = {
		destination: destination.e164,
		...(destination.country && { destinationCountry: destination.country }),
		...(destination.extension && { destinationExtension: destination.extension }),
	};
	const request = { ...asked, destination };
	const result = selectCallerId(run.pool, request);
	if (result.kind === 'noMatch') {
		return { ...none, noMatch: result.code, reason: whyNone(result.code, request), ...to };
	}
	const includeCandidates = context.getNodeParameter('options.includeCandidates', itemIndex, false) as boolean;
	return {
		...none,
		...describe(result, includeCandidates),
		matchedBy: result.matchedBy,
		reason: whyChosen(result.matchedBy, request),
		...to,
	};
}
