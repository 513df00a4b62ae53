import type { IExecuteFunctions } from 'n8n-workflow';
import type { NextAction, Outcome, UserRule } from '../shared/disposition';

interface RuleRow {
	name: string;
	outcome: Outcome | '';
	disposition: string;
	nextAction: NextAction | '';
	tag: string;
}

/** The first of the user's own rules whose conditions the item meets; n8n itself judges the conditions. */
export function findRule(context: IExecuteFunctions, itemIndex: number): UserRule | undefined {
	const rows = context.getNodeParameter('rules.values', itemIndex, []) as RuleRow[];
	const index = rows.findIndex((_, row) => context.getNodeParameter(`rules.values[${row}].conditions`, itemIndex, false, { extractValue: true }));
	if (index < 0) return undefined;
	const { name, outcome, disposition, nextAction, tag } = rows[index];
	return { name: name || `Rule ${index + 1}`, outcome: outcome || undefined, disposition, nextAction: nextAction || undefined, tag };
}
