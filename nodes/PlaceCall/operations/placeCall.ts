import { place as run } from '../place/place';
import { lineFields } from '../properties/lineFields';
import { placeProperties } from '../properties/placeFields';
import { waitFields } from '../properties/waitFields';
import { placeAndWait as runAndWait } from '../wait/placeAndWait';
import { readCallsAtOnce } from '../wait/readWaiting';
import type { Operation } from './operation';

const showFor = (...operation: string[]) => ({ show: { resource: ['call'], operation } });

export const place: Operation = {
	properties: [...placeProperties, ...lineFields(showFor('place', 'placeAndWait'))],
	run,
};

export const placeAndWait: Operation = {
	properties: waitFields(showFor('placeAndWait')),
	atOnce: readCallsAtOnce,
	run: runAndWait,
};
