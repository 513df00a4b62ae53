import { mapItems } from './map';
import { mergeItems } from './mergeRecords';

export const operations = Object.freeze({ map: mapItems, mergeRecords: mergeItems });
