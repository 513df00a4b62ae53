import type { INodeProperties } from 'n8n-workflow';
import { eventProperties } from './events';
import { options } from './options';
import { signatureProperties } from './signature';

export const properties: INodeProperties[] = [...eventProperties, ...signatureProperties, options];
