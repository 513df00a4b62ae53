import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { orThrow } from '../n8n/items/errors';
import { compilePool, type Pool, type Usage, type UsageRequest } from '../domain/callerId';
import { readCountry } from '../domain/phone';
import { invalid, type Invalid } from '../domain/result';
import { describeProblems } from './describeProblems';
import { openUsage } from './openUsage';
import { DEFAULT_OUTPUT_FIELD } from './properties/options';
import { readPool } from './readPool';

type OnNoMatch = 'output' | 'error' | 'default';

/** What holds for every item of a run. */
export interface Run {
	/** Tells this run's items from those of any other run. */
	id: string;
	pool: Pool;
	strategy: UsageRequest['strategy'];
	onNoMatch: OnNoMatch;
	defaultCountry?: string;
	outputField: string;
	dailyCap: number;
	remember: boolean;
	includeCandidates: boolean;
	/** Absent when nothing needs it, and from the moment that its store did not answer. */
	usage?: Usage;
	/** Tells the user, beside the output and in the log. */
	warn: (message: string) => void;
}

interface RunSettings {
	defaultCountry?: string;
	dailyCap: number;
}

function readSettings(options: IDataObject): RunSettings | Invalid {
	const defaultCountry = readCountry(options.defaultCountry);
	if (options.defaultCountry && !defaultCountry) {
		return invalid('Default Country must be an ISO 3166-1 alpha-2 code such as DE.');
	}
	if (options.dailyCap === undefined) return { defaultCountry, dailyCap: Infinity };
	const dailyCap = Number(options.dailyCap);
	const isWhole = Number.isSafeInteger(dailyCap) && dailyCap >= 1;
	return isWhole ? { defaultCountry, dailyCap } : invalid('Daily Cap must be a whole number from 1.');
}

/**
 * Reads what holds for the run from its first item, and tells once which rows of the pool are not used.
 * @throws NodeOperationError for a setting that breaks a rule, and what listing the trunk's numbers throws
 */
export async function readRun(context: IExecuteFunctions): Promise<Run> {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const settings = orThrow(context, readSettings(options), 0);
	const rows = orThrow(context, await readPool(context), 0);
	const areaCodes = options.matchAreaCodes !== false;
	const pool = compilePool(rows, { defaultCountry: settings.defaultCountry, now: new Date(), areaCodes });
	const warn = (message: string): void => {
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
		context.logger.warn(message);
	};
	if (pool.problems.length > 0) warn(describeProblems(pool.problems));
	const strategy = context.getNodeParameter('strategy', 0) as Run['strategy'];
	return {
		...settings,
		id: `${context.getExecutionId()} ${context.getWorkflowDataProxy(0).$runIndex}`,
		pool,
		strategy,
		onNoMatch: context.getNodeParameter('onNoMatch', 0) as OnNoMatch,
		outputField: (options.outputField as string) || DEFAULT_OUTPUT_FIELD,
		remember: options.rememberNumber === true,
		includeCandidates: options.includeCandidates === true,
		usage: await openUsage(context, strategy, options),
		warn,
	};
}
