import {
	NEXT_ACTIONS,
	NEXT_ACTION_TITLES,
	OUTCOMES,
	OUTCOME_TITLES,
	type NextAction,
	type Outcome,
} from '../domain/disposition';

export type OutputsBy = 'single' | 'disposition' | 'nextAction';

const OUTCOME_OUTPUTS = OUTCOMES.map((outcome) => [outcome, OUTCOME_TITLES[outcome]]);
const NEXT_ACTION_OUTPUTS = NEXT_ACTIONS.map((action) => [action, NEXT_ACTION_TITLES[action]]);

/**
 * n8n evaluates this in the editor and when it wires an execution, so it is text and knows nothing of this module.
 * A renamed disposition renames its output and never moves it: what is wired stays wired.
 */
export const outputsExpression = `={{ $parameter.operation === 'mergeRecords' || $parameter.outputsBy === 'single'
	? [{ type: 'main', displayName: '' }]
	: ($parameter.outputsBy === 'nextAction' ? ${JSON.stringify(NEXT_ACTION_OUTPUTS)} : ${JSON.stringify(OUTCOME_OUTPUTS)})
		.map(([value, title]) => ({
			type: 'main',
			displayName: ($parameter.dispositionNames?.names ?? []).find((row) => row.outcome === value)?.word || title,
		})) }}` as const;

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
