import type { IExecuteFunctions } from 'n8n-workflow';
import type { NextAction, Outcome, UserRule } from '../domain/disposition';

interface RuleRow {
	name: string;
	outcome: Outcome | '';
	disposition: string;
	nextAction: NextAction | '';
	tag: string;
}

/** Finds the first of the user's own rules whose conditions an item meets; n8n itself judges the conditions. */
export function ruleFinder(context: IExecuteFunctions): (itemIndex: number) => UserRule | undefined {
	const rules = context.getNode().parameters.rules as { values?: unknown[] } | undefined;
	if (!rules?.values?.length) return () => undefined;
	return (itemIndex) => {
		const rows = context.getNodeParameter('rules.values', itemIndex) as RuleRow[];
		const index = rows.findIndex((_, row) =>
			context.getNodeParameter(`rules.values[${row}].conditions`, itemIndex, false, { extractValue: true }),
		);
		if (index < 0) return undefined;
		const { name, outcome, disposition, nextAction, tag } = rows[index];
		return {
			name: name || `Rule ${index + 1}`,
			outcome: outcome || undefined,
			disposition,
			nextAction: nextAction || undefined,
			tag,
		};
	};
}
