import type { INodeProperties } from 'n8n-workflow';
import { resourceProperties } from '../properties/resources';
import { getCall } from './getCall';
import { getCalls } from './getCalls';
import { getNumbers } from './getNumbers';
import { getRecording } from './getRecording';
import { getSoftphoneLink } from './getSoftphoneLink';
import { hangUp } from './hangUp';
import type { Operation } from './operation';
import { transfer } from './transfer';
import { place } from '../place/place';
import { placeProperties } from '../properties/placeFields';

/** Keyed by resource and operation. */
export const operations: Readonly<Record<string, Operation>> = Object.freeze({
	'call:place': { properties: placeProperties, run: place },
	'call:get': getCall,
	'call:getAll': getCalls,
	'call:hangUp': hangUp,
	'call:transfer': transfer,
	'number:getAll': getNumbers,
	'recording:get': getRecording,
	'softphoneLink:get': getSoftphoneLink,
});

export const properties: INodeProperties[] = [
	...resourceProperties,
	...Object.values(operations).flatMap((operation) => operation.properties),
];
