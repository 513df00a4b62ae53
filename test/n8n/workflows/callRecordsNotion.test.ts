import { describeRecords } from './support/describeRecords';
import { notionTarget } from './support/notionTarget';

describeRecords(
	notionTarget({ file: 'call-records-notion', waiting: 'Unwritten Records', isPaced: false }),
	notionTarget({ file: 'call-records-notion-buffered', waiting: 'Event Buffer', isPaced: true }),
);
