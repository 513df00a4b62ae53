import { createAirtable } from '../../../doubles/airtable';
import type { RecordTarget } from './describeRecords';
import { expectedRecord, withTitles } from './expectedRecord';
import { serviceClock } from './pace';
import { TITLES } from './recordColumns';

const TOKEN = 'pat-of-the-test';

export const airtableTarget = (rest: Pick<RecordTarget, 'file' | 'waiting' | 'isPaced'>): RecordTarget => {
	const airtable = createAirtable({ token: TOKEN, columns: TITLES, now: serviceClock });
	return {
		...rest,
		service: airtable,
		credential: async ({ client }) =>
			await client.createCredential('airtableTokenApi', 'Airtable', { accessToken: TOKEN }),
		stored: () => airtable.records.map(({ fields }) => fields),
		expected: (call) => withTitles(expectedRecord(call)),
		key: 'Call UUID',
	};
};
