import type { IDataObject } from 'n8n-workflow';
import type { ParsedNumber } from '../../domain/phone';

/** What an item says of the number that it calls, besides the number itself. */
export const describeNumber = ({ validity, type, repaired }: ParsedNumber): IDataObject => ({
	validity,
	...(type && { type }),
	...(repaired.length > 0 && { repaired: repaired.join(', ') }),
});
