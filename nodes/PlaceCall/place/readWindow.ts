import type { IExecuteFunctions } from 'n8n-workflow';
import { toRuleError } from '../../n8n/items/errors';
import { DEFAULT_REFERENCE_WINDOW_HOURS } from '../properties/placeFields';
import type { CallOptions } from './readParameters';

const HOUR_MS = 3_600_000;
/** Ten years: a longer window is a mistake, and stores keep whole milliseconds of a limited size. */
const MAX_HOURS = 87_600;

/** How long a client reference counts as used, in whole milliseconds. @throws NodeOperationError of this item */
export function readWindowMs(
	context: IExecuteFunctions,
	{ referenceWindowHours = DEFAULT_REFERENCE_WINDOW_HOURS }: CallOptions,
	itemIndex: number,
): number {
	const hours = Number(referenceWindowHours);
	if (hours >= 1 && hours <= MAX_HOURS) return Math.round(hours * HOUR_MS);
	throw toRuleError(
		context.getNode(),
		`Reference Window (Hours) must be a number from 1 to ${MAX_HOURS}, not ${String(referenceWindowHours).slice(0, 20)}.`,
		itemIndex,
	);
}
