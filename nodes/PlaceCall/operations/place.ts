import { place as run } from '../place/place';
import { placeProperties } from '../properties/place';
import type { Operation } from './operation';

export const place: Operation = { properties: placeProperties, run };
