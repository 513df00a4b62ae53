import type { INodePropertyOptions } from 'n8n-workflow';
import { describeValue, isOnByDefault, RULES, type Rule } from '../../domain/contactRules';

const choiceOf = (rule: Rule): INodePropertyOptions => ({
	name: `${rule.id}: ${describeValue(rule)}`,
	value: rule.id,
	description: `${rule.source} (${rule.confidence})`,
});

const choices = (rules: readonly Rule[]): INodePropertyOptions[] =>
	rules.map(choiceOf).sort((one, other) => (one.name < other.name ? -1 : 1));

export const rulesToTurnOn = choices(RULES.filter((rule) => !isOnByDefault(rule)));
export const rulesToTurnOff = choices(RULES.filter(isOnByDefault));
