import { compileSettings, type MapParameters } from '../../nodes/MapDisposition/compileSettings';
import { isInvalid } from '../../nodes/domain/result';
import { mapCall, type MappedCall, type MapSettings, type UserRule } from '../../nodes/domain/disposition';

/** Settings as the node compiles them; a test that gives a wrong one fails here. */
export function settingsWith(options: MapParameters['options'] = {}, others: Partial<MapParameters> = {}): MapSettings {
	const settings = compileSettings({
		vocabulary: 'standard',
		dispositionNames: {},
		timeZone: 'America/New_York',
		options,
		...others,
	});
	if (isInvalid(settings)) throw new Error(settings.rule);
	return settings;
}

/** Maps one call; a test that gives an item without a call UUID fails here. */
export function mapWith(item: object, settings: MapSettings = settingsWith(), rule?: UserRule): MappedCall {
	const mapped = mapCall(item as Record<string, unknown>, settings, rule);
	if (isInvalid(mapped)) throw new Error(mapped.rule);
	return mapped;
}
