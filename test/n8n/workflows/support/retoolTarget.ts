import { createRetool } from '../../../doubles/retool';
import type { RecordTarget } from './describeRecords';
import { expectedRecord } from './expectedRecord';

const API_KEY = 'retool_wk_of_the_test';
const retool = createRetool({ apiKey: API_KEY });

export const retoolTarget: RecordTarget = {
	file: 'call-records-retool',
	service: retool,
	credential: async ({ client }) =>
		await client.createCredential('httpHeaderAuth', 'Retool Workflow Key', {
			name: 'X-Workflow-Api-Key',
			value: API_KEY,
		}),
	waiting: 'Unwritten Records',
	isPaced: true,
	stored: () => [...retool.rows.values()],
	expected: expectedRecord,
	key: 'call_uuid',
};
