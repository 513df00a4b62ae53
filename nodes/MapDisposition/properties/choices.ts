import type { INodePropertyOptions } from 'n8n-workflow';
import { NEXT_ACTIONS, NEXT_ACTION_TITLES, OUTCOMES, OUTCOME_TITLES } from '../../domain/disposition';

/** Titles in English: a collator, which takes ten milliseconds to set up, would order them alike. */
const byName = (a: INodePropertyOptions, b: INodePropertyOptions): number => (a.name < b.name ? -1 : 1);

/** Every outcome that a finished call can have. */
export const outcomeChoices: INodePropertyOptions[] = OUTCOMES.filter((outcome) => outcome !== 'inProgress')
	.map((value) => ({ name: OUTCOME_TITLES[value], value }))
	.sort(byName);

export const nextActionChoices: INodePropertyOptions[] = NEXT_ACTIONS.map((value) => ({
	name: NEXT_ACTION_TITLES[value],
	value,
})).sort(byName);

/** For a rule that leaves this to the usual way. */
export const asUsual: INodePropertyOptions = { name: 'As Usual', value: '' };
