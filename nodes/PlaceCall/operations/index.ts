import type { INodeProperties } from 'n8n-workflow';
import { resourceProperties } from '../properties/resources';
import { getCall } from './getCall';
import { getCalls } from './getCalls';
import { getNumbers } from './getNumbers';
import { getRecording } from './getRecording';
import { getSoftphoneLink } from './getSoftphoneLink';
import { hangUp } from './hangUp';
import type { Operation } from './operation';
import { place, placeAndWait } from './placeCall';
import { transfer } from './transfer';

/** Keyed by resource and operation. */
export const operations: Readonly<Record<string, Operation>> = Object.freeze({
	'call:place': place,
	'call:placeAndWait': placeAndWait,
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
