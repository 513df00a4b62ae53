import { notionTarget } from './support/notionTarget';
import { describeRecords } from './support/describeRecords';

describeRecords(notionTarget({ file: 'call-records-notion', waiting: 'Unwritten Records', isPaced: false }));
