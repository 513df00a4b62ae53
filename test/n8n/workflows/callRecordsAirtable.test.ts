import { createAirtable } from '../../doubles/airtable';
import { describeRecords, type RecordTarget } from './support/describeRecords';
import { expectedRecord, withTitles } from './support/expectedRecord';
import { TITLES } from './support/recordColumns';

const TOKEN = 'pat-of-the-test';

const target = (rest: Pick<RecordTarget, 'file' | 'waiting' | 'isPaced'>): RecordTarget => {
	const airtable = createAirtable({ token: TOKEN, columns: TITLES });
	return {
		...rest,
		service: airtable,
		credential: async ({ client }) => await client.createCredential('airtableTokenApi', 'Airtable', { accessToken: TOKEN }),
		stored: () => airtable.records.map(({ fields }) => fields),
		expected: (call) => withTitles(expectedRecord(call)),
		key: 'Call UUID',
	};
};

describeRecords(target({ file: 'call-records-airtable', waiting: 'Unwritten Records', isPaced: false }));
describeRecords(target({ file: 'call-records-airtable-buffered', waiting: 'Event Buffer', isPaced: true }));
