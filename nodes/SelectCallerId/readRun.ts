import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { orThrow } from '../n8n/items/errors';
import { compilePool, type Pool, type Usage, type UsageRequest } from '../domain/callerId';
import { readCountry } from '../domain/phone';
import { invalid, type Invalid } from '../domain/result';
import { readNumberReading } from '../n8n/numbers/readNumberReading';
import { describeProblems } from './describeProblems';
import { openUsage } from './openUsage';
import { DEFAULT_OUTPUT_FIELD } from './properties/options';
import { readPool } from './readPool';
import { readResting } from './readResting';

type OnNoMatch = 'output' | 'error' | 'default';

/** What holds for every item of a run. */
export interface Run {
	/** Tells this run's items from those of any other run. */
	id: string;
	pool: Pool;
	strategy: UsageRequest['strategy'];
	onNoMatch: OnNoMatch;
	outputField: string;
	dailyCap: number;
	remember: boolean;
	includeCandidates: boolean;
	/** Numbers that are passed over while others are left. */
	resting: ReadonlySet<string>;
	/** Absent when nothing needs it, and from the moment that its store did not answer. */
	usage?: Usage;
	/** Tells the user, beside the output and in the log. */
	warn: (message: string) => void;
}

function readDailyCap({ dailyCap }: IDataObject): number | Invalid {
	if (dailyCap === undefined) return Infinity;
	const cap = Number(dailyCap);
	return Number.isSafeInteger(cap) && cap >= 1 ? cap : invalid('Daily Cap must be a whole number from 1.');
}

/** The country of the pool's national numbers; none when it differs from item to item, since the pool is one. */
function readPoolCountry(context: IExecuteFunctions): string | undefined {
	const own = (context.getNode().parameters.options as IDataObject | undefined)?.defaultCountry;
	const isExpression = typeof own === 'string' && own.startsWith('=');
	const indexes = isExpression ? context.getInputData().keys() : [0];
	const countries = [...indexes].map((itemIndex) =>
		readCountry(context.getNodeParameter('options.defaultCountry', itemIndex, '')),
	);
	return countries.every((country) => country === countries[0]) ? countries[0] : undefined;
}

/** Tells the user beside the output and in the log, each thing once. */
function warner(context: IExecuteFunctions): Run['warn'] {
	const told = new Set<string>();
	return (message) => {
		if (told.has(message)) return;
		told.add(message);
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
		context.logger.warn(message);
	};
}

/**
 * Reads what holds for the run from its first item, and tells once which rows of the pool are not used.
 * @throws NodeOperationError for a setting that breaks a rule, and what listing the trunk's numbers throws
 */
export async function readRun(context: IExecuteFunctions): Promise<Run> {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const dailyCap = orThrow(context, readDailyCap(options), 0);
	const rows = orThrow(context, await readPool(context), 0);
	const pool = compilePool(rows, {
		defaultCountry: readPoolCountry(context),
		withoutPlus: orThrow(context, readNumberReading({ ...options, defaultCountry: '' }), 0).withoutPlus,
		now: new Date(),
		areaCodes: options.matchAreaCodes !== false,
	});
	const warn = warner(context);
	if (pool.problems.length > 0) warn(describeProblems(pool.problems));
	const strategy = context.getNodeParameter('strategy', 0) as Run['strategy'];
	return {
		dailyCap,
		id: `${context.getExecutionId()} ${context.getWorkflowDataProxy(0).$runIndex}`,
		pool,
		strategy,
		onNoMatch: context.getNodeParameter('onNoMatch', 0) as OnNoMatch,
		outputField: (options.outputField as string) || DEFAULT_OUTPUT_FIELD,
		remember: options.rememberNumber === true,
		includeCandidates: options.includeCandidates === true,
		resting: await readResting(context, pool, options, warn),
		usage: await openUsage(context, strategy, options),
		warn,
	};
}
