import { notionTarget } from './support/notionTarget';
import { describeRecords } from './support/describeRecords';

describeRecords(notionTarget({ file: 'call-records-notion-buffered', waiting: 'Event Buffer', isPaced: true }));
