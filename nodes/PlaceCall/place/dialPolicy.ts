import type { IExecuteFunctions } from 'n8n-workflow';
import { readCountry } from '../../domain/phone';
import { SPECIAL_NUMBERS, type DialPolicy, type SpecialNumber } from '../../domain/tollFraud';
import type { Trunk } from '../../domain/trunk/readTrunk';
import { toRuleError } from '../../n8n/items/errors';
import { runsAsTool } from '../../n8n/items/runsAsTool';
import { readOptions, type CallOptions } from './readParameters';

const wordsOf = (list: string): string[] =>
	list
		.split(',')
		.map((word) => word.trim())
		.filter((word) => word !== '');

/**
 * The only countries that may be dialed; empty for all, which an AI agent is not trusted with.
 * @throws NodeOperationError of this item
 */
function readAllowedCountries(context: IExecuteFunctions, allowedCountries: string, itemIndex: number): Set<string> {
	const words = wordsOf(allowedCountries);
	const unknown = words.find((word) => !readCountry(word));
	if (unknown)
		throw toRuleError(
			context.getNode(),
			`Allowed Countries: ${unknown.slice(0, 20)} is not an ISO 3166-1 code such as DE.`,
			itemIndex,
		);
	if (words.length === 0 && runsAsTool(context)) {
		throw toRuleError(
			context.getNode(),
			'An AI agent may dial only where you allow it: set Allowed Countries in the options of this tool.',
			itemIndex,
		);
	}
	return new Set(words.map((word) => readCountry(word) as string));
}

function readSpecialNumbers(context: IExecuteFunctions, kinds: unknown, itemIndex: number): Set<SpecialNumber> {
	const given = [kinds ?? []].flat().map(String);
	const unknown = given.find((kind) => !Object.hasOwn(SPECIAL_NUMBERS, kind));
	if (unknown === undefined) return new Set(given as SpecialNumber[]);
	throw toRuleError(
		context.getNode(),
		`Allow Special Numbers: ${unknown.slice(0, 20)} is not one of ${Object.keys(SPECIAL_NUMBERS).join(', ')}.`,
		itemIndex,
	);
}

/** What this item may dial. @throws NodeOperationError of this item */
export function readDialPolicy(
	context: IExecuteFunctions,
	{ baseUrl, provider }: Trunk,
	itemIndex: number,
	options: CallOptions = readOptions(context, itemIndex),
): DialPolicy {
	return {
		allowedCountries: readAllowedCountries(context, options.allowedCountries ?? '', itemIndex),
		specialNumbers: readSpecialNumbers(context, options.specialNumbers, itemIndex),
		sipDomains: [
			new URL(baseUrl).hostname,
			...(provider.sipDomains ?? []),
			...wordsOf(options.sipDomains ?? '').map((domain) => domain.toLowerCase()),
		],
		defaultCountry: options.defaultCountry || provider.homeCountry,
	};
}
