import { CALL_RECORD_FIELDS } from '../../../../nodes/domain/disposition/record/callRecord';
import { titleOf } from './expectedRecord';

/** The columns that docs/workflows tells the reader to make in Airtable. */
export const TITLES = CALL_RECORD_FIELDS.map((field) =>
	titleOf(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
);
