import type { INodeParameters } from 'n8n-workflow';
import {
	NEXT_ACTIONS,
	NEXT_ACTION_TITLES,
	OUTCOMES,
	OUTCOME_TITLES,
	type NextAction,
	type Outcome,
} from '../domain/disposition';

export type OutputsBy = 'single' | 'disposition' | 'nextAction';

/**
 * Names a node's outputs from its parameters. n8n runs this text in the editor, so it knows nothing outside itself.
 * A renamed disposition renames its output and never moves it: what is wired stays wired.
 */
function configuredOutputs(parameters: INodeParameters, outcomes: string[][], nextActions: string[][]) {
	const single = [{ type: 'main', displayName: '' }];
	if (parameters.operation === 'mergeRecords' || parameters.outputsBy === 'single') return single;
	const table = parameters.outputsBy === 'nextAction' ? nextActions : outcomes;
	const renames = ((parameters.dispositionNames as INodeParameters | undefined)?.names ?? []) as INodeParameters[];
	return table.map(([value, title]) => {
		const rename = renames.find((row) => row.outcome === value);
		return { type: 'main', displayName: (rename && rename.word) || title };
	});
}

const OUTCOME_OUTPUTS = OUTCOMES.map((outcome) => [outcome, OUTCOME_TITLES[outcome]]);
const NEXT_ACTION_OUTPUTS = NEXT_ACTIONS.map((action) => [action, NEXT_ACTION_TITLES[action]]);

export const outputsExpression =
	`={{(${configuredOutputs})($parameter, ${JSON.stringify(OUTCOME_OUTPUTS)}, ${JSON.stringify(NEXT_ACTION_OUTPUTS)})}}` as const;

interface Route {
	count: number;
	outputOf: (call: { outcome: Outcome; nextAction: NextAction }) => number;
	/** For an item that could not be mapped: Unknown or None, never an output that acts on a person. */
	failedOutput: number;
}

/** Where calls leave the node. */
export const ROUTES: Readonly<Record<OutputsBy, Route>> = Object.freeze<Record<OutputsBy, Route>>({
	single: { count: 1, outputOf: () => 0, failedOutput: 0 },
	disposition: {
		count: OUTCOMES.length,
		outputOf: ({ outcome }) => OUTCOMES.indexOf(outcome),
		failedOutput: OUTCOMES.indexOf('unknown'),
	},
	nextAction: {
		count: NEXT_ACTIONS.length,
		outputOf: ({ nextAction }) => NEXT_ACTIONS.indexOf(nextAction),
		failedOutput: NEXT_ACTIONS.indexOf('none'),
	},
});
