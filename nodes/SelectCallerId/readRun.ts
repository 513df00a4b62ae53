import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { compilePool, type Pool } from '../shared/callerId';
import { readCountry } from '../shared/phone';
import { invalid, type Invalid } from '../shared/result';
import { readPool } from './readPool';

/** What holds for every item of a run. */
export interface Run {
	kind: 'run';
	pool: Pool;
	defaultCountry?: string;
	outputField: string;
}

export function readRun(context: IExecuteFunctions, now: Date): Run | Invalid {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const defaultCountry = readCountry(options.defaultCountry);
	if (options.defaultCountry && !defaultCountry) {
		return invalid('Default Country must be an ISO 3166-1 alpha-2 code such as DE.');
	}
	const rows = readPool(context);
	if ('kind' in rows) return rows;
	return {
		kind: 'run',
		pool: compilePool(rows, { defaultCountry, now, areaCodes: options.matchAreaCodes !== false }),
		defaultCountry,
		outputField: (options.outputField as string) || 'callerId',
	};
}
