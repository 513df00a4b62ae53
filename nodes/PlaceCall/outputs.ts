import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../domain/disposition';

const WAITED = ['Connected', 'Voicemail', 'No Answer', 'Busy', 'Other', 'Still in Progress'] as const;
const PLACES = ['place', 'placeAndWait'];
export const NO_FREE_LINE = 'No Free Line';

/** n8n evaluates this in the editor and when it wires an execution, so it is text and knows nothing of this module. */
export const outputsExpression = `={{ [
	...($parameter.operation === 'placeAndWait' && $parameter.outputsBy === 'outcome' ? ${JSON.stringify(WAITED)} : ['']),
	...(${JSON.stringify(PLACES)}.includes($parameter.operation) && $parameter.limitLines ? ['${NO_FREE_LINE}'] : []),
].map((displayName) => ({ type: 'main', displayName })) }}` as const;

/** The names of the node's outputs, in the order of the expression; the first has none when there is one for all calls. */
export function outputsOf(context: IExecuteFunctions): string[] {
	const operation = String(context.getNodeParameter('operation', 0));
	const byOutcome = operation === 'placeAndWait' && context.getNodeParameter('outputsBy', 0, 'single') === 'outcome';
	const limits = PLACES.includes(operation) && context.getNodeParameter('limitLines', 0, false) === true;
	return [...(byOutcome ? WAITED : ['']), ...(limits ? [NO_FREE_LINE] : [])];
}

const BY_OUTCOME: Readonly<Partial<Record<Outcome, (typeof WAITED)[number]>>> = Object.freeze({
	connected: 'Connected',
	voicemail: 'Voicemail',
	noAnswer: 'No Answer',
	busy: 'Busy',
	inProgress: 'Still in Progress',
});

/** The name of the output that a call leaves by when there is one for each outcome. */
export const outputFor = (outcome: Outcome): string => BY_OUTCOME[outcome] ?? 'Other';
