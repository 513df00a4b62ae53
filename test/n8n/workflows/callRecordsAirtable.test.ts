import { airtableTarget } from './support/airtableTarget';
import { describeRecords } from './support/describeRecords';

describeRecords(
	airtableTarget({ file: 'call-records-airtable', waiting: 'Unwritten Records', isPaced: false }),
	airtableTarget({ file: 'call-records-airtable-buffered', waiting: 'Event Buffer', isPaced: true }),
);
