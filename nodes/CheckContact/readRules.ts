import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { HOURS_MODES, readSettings, type CheckSettings } from '../domain/contactRules';
import { readText } from '../domain/readText';
import { invalid, isInvalid, type Invalid } from '../domain/result';
import { DEFAULT_CAP_HOURS } from './defaults';
import { readOneOf } from './readValues';

function readCount(value: unknown, label: string): number | undefined | Invalid {
	if (value === undefined || value === '') return undefined;
	const count = Number(value);
	return Number.isSafeInteger(count) && count >= 1 && count <= 10_000
		? count
		: invalid(`${label} must be a whole number from 1 to 10000, not “${String(value).slice(0, 20)}”.`);
}

const idsIn = (value: unknown): string[] => [value ?? []].flat().map(String);

/** What the node checks for an item. */
export function readRules(
	context: IExecuteFunctions,
	options: IDataObject,
	itemIndex: number,
): CheckSettings | Invalid {
	const hoursMode = readOneOf(context.getNodeParameter('hours', itemIndex), 'Hours', HOURS_MODES);
	if (isInvalid(hoursMode)) return hoursMode;
	const ownHours = readText(context.getNodeParameter('ownHours', itemIndex, ''), 'Own Hours');
	if (isInvalid(ownHours)) return ownHours;
	const attempts = readCount(options.maxAttempts, 'Max Attempts');
	if (isInvalid(attempts)) return attempts;
	const hours = readCount(options.maxAttemptsHours ?? DEFAULT_CAP_HOURS, 'Max Attempts Period (Hours)');
	if (isInvalid(hours)) return hours;
	const restDays = readCount(options.restDays, 'Rest After Refusal (Days)');
	if (isInvalid(restDays)) return restDays;
	return readSettings({
		hoursMode,
		...(ownHours !== undefined && { ownHours }),
		ownHolidays: options.ownHolidays,
		...(attempts !== undefined && hours !== undefined && { ownCap: { attempts, hours } }),
		...(restDays !== undefined && { restDays }),
		turnOn: idsIn(options.turnOn),
		turnOff: idsIn(options.turnOff),
	});
}
