import { place as run } from '../place/place';
import { placeProperties } from '../properties/placeFields';
import type { Operation } from './operation';

export const place: Operation = { properties: placeProperties, run };
